package io.github.bedrockcli.model;

import java.util.Optional;

/** A video: its bytes, or the place in S3 where the service fetches it. */
public sealed interface Footage {
    /** The file's name or the place, for messages. */
    String name();

    /** What it is; empty where neither bytes nor name tell. */
    Optional<MediaType> type();

    /** A video in memory. */
    record Held(Media media) implements Footage {
        @Override
        public String name() {
            return media.name();
        }

        @Override
        public Optional<MediaType> type() {
            return Optional.of(media.type());
        }
    }

    /**
     * A video in S3.
     *
     * @param uri {@code s3://BUCKET/KEY}
     */
    record Stored(String uri) implements Footage {
        @Override
        public String name() {
            return uri;
        }

        /** Told from the key's ending: nobody has looked at the bytes. */
        @Override
        public Optional<MediaType> type() {
            return MediaType.videoNamed(uri);
        }
    }
}
