package com.torrust.operator.verification;

import io.vertx.core.net.TrustOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Whose certificates are trusted: those of the Java platform's store, and those given. */
final class Trust {

  private Trust() {}

  /**
   * Returns the trust in the platform's authorities and in the given ones.
   *
   * @param authorities certificates in PEM, empty for none; what is none adds no trust
   */
  static TrustOptions in(String authorities) {
    try {
      return TrustOptions.wrap(manager(store(authorities)));
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("every Java platform can trust certificates", e);
    }
  }

  private static KeyStore store(String authorities) throws GeneralSecurityException, IOException {
    final KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    int count = 0;
    for (final X509Certificate certificate : platform()) {
      store.setCertificateEntry("platform-" + count++, certificate);
    }
    for (final Certificate certificate : parsed(authorities)) {
      store.setCertificateEntry("given-" + count++, certificate);
    }
    return store;
  }

  private static Collection<? extends Certificate> parsed(String authorities)
      throws GeneralSecurityException {
    final CertificateFactory factory = CertificateFactory.getInstance("X.509");
    try {
      return factory.generateCertificates(
          new ByteArrayInputStream(authorities.getBytes(StandardCharsets.US_ASCII)));
    } catch (CertificateException e) {
      return List.of();
    }
  }

  private static X509Certificate[] platform() throws GeneralSecurityException {
    return manager(null).getAcceptedIssuers();
  }

  /** Returns the manager of a store, null for the platform's. */
  private static X509TrustManager manager(KeyStore store) throws GeneralSecurityException {
    final TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .findFirst()
        .orElseThrow();
  }
}
