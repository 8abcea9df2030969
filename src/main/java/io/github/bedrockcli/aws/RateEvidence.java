package io.github.bedrockcli.aws;

/**
 * Whether calls are throttled for their number. A quota that throttles fewer than four in ten calls throttles none
 * at half their rate: where some are at both rates, it is by chance, and going slower is in vain.
 */
final class RateEvidence {
    /** Replies that a share is taken of. */
    private static final int WINDOW = 30;

    private static final double SLOWER = 0.5;

    private final double few;
    private final double many;
    private int replies;
    private int throttles;
    private double fastest;
    private double slowest;
    /** The highest rate that a whole window of some throttles was above. */
    private double some;

    /**
     * @param few the share of throttles up to which they do not count
     * @param many the share above which they are for the number of calls
     */
    RateEvidence(double few, double many) {
        this.few = few;
        this.many = many;
        forget();
    }

    void forget() {
        some = 0;
        begin();
    }

    /** Takes one reply, or throttle, at so many calls a second. */
    boolean inVain(double perSecond, int throttle) {
        replies++;
        throttles += throttle;
        fastest = Math.max(fastest, perSecond);
        slowest = Math.min(slowest, perSecond);
        if (replies < WINDOW) {
            return false;
        }
        double share = (double) throttles / replies;
        boolean inVain = false;
        if (share > many) {
            some = 0;
        } else if (share > few) {
            inVain = fastest <= SLOWER * some;
            some = Math.max(some, slowest);
        }
        begin();
        return inVain;
    }

    private void begin() {
        replies = 0;
        throttles = 0;
        fastest = 0;
        slowest = Double.MAX_VALUE;
    }
}
