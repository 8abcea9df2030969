package io.github.bedrockcli.aws;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Trusts what the JDK trusts that is given the certificates of a bundle, and asks it with only those first that a
 * server's chain names. What it does not find trusted with these it decides with all of them, so no chain is trusted or
 * refused otherwise, nor in other words, than if all had been read at once.
 */
final class BundleTrust extends X509ExtendedTrustManager {
    private final CertificateBundle bundle;
    private @Nullable X509ExtendedTrustManager whole;

    BundleTrust(CertificateBundle bundle) {
        this.bundle = bundle;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        check(chain, manager -> manager.checkServerTrusted(chain, type, socket));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        check(chain, manager -> manager.checkServerTrusted(chain, type, engine));
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        whole().checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        whole().checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        whole().checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        whole().checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        try {
            return whole().getAcceptedIssuers();
        } catch (CertificateException e) {
            return new X509Certificate[0];
        }
    }

    private interface Check {
        void with(X509ExtendedTrustManager manager) throws CertificateException;
    }

    private void check(X509Certificate[] chain, Check check) throws CertificateException {
        X509ExtendedTrustManager few = named(chain);
        if (few != null) {
            try {
                check.with(few);
                return;
            } catch (CertificateException e) {
                // An anchor may write the same name otherwise, in another kind of string: all of them decide.
            }
        }
        check.with(whole());
    }

    private @Nullable X509ExtendedTrustManager named(X509Certificate[] chain) throws CertificateException {
        Set<X500Principal> names = new LinkedHashSet<>();
        for (X509Certificate certificate : chain) {
            names.add(certificate.getSubjectX500Principal());
            names.add(certificate.getIssuerX500Principal());
        }
        List<X509Certificate> anchors = bundle.of(names);
        return anchors.isEmpty() ? null : manager(anchors);
    }

    private synchronized X509ExtendedTrustManager whole() throws CertificateException {
        X509ExtendedTrustManager manager = whole;
        if (manager == null) {
            manager = manager(bundle.all());
            whole = manager;
        }
        return manager;
    }

    private static X509ExtendedTrustManager manager(List<X509Certificate> anchors) throws CertificateException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < anchors.size(); i++) {
                store.setCertificateEntry("ca-" + i, anchors.get(i));
            }
            return manager(store);
        } catch (CertificateException e) {
            throw e;
        } catch (GeneralSecurityException | IOException e) {
            throw new CertificateException("no trust manager can be set up", e);
        }
    }

    /** @param store null for the JDK's own certificates */
    static X509ExtendedTrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(store);
        for (TrustManager manager : managers.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager found) {
                return found;
            }
        }
        throw new CertificateException("the JDK has no trust manager for X.509");
    }
}
