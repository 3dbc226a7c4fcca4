package io.github.registrationmail.database;

import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.mysqlclient.MySQLConnectOptions;
import io.vertx.mysqlclient.SslMode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** TLS to MySQL, the same for both clients, with the words of MySQL's own client. */
public enum MySqlTls {
  DISABLED(SslMode.DISABLED, "DISABLED"),
  /** With TLS if the server has it. */
  PREFERRED(SslMode.PREFERRED, "PREFERRED"),
  /** With TLS, whoever the server is. */
  REQUIRED(SslMode.REQUIRED, "REQUIRED"),
  /** Only with a certificate that a known CA has signed. */
  VERIFY_CA(SslMode.VERIFY_CA, "VERIFY_CA"),
  /** Only with a certificate of a known CA for this host. */
  VERIFY_FULL(SslMode.VERIFY_IDENTITY, "VERIFY_IDENTITY");

  static final String STORE_PASSWORD = "public";

  private final SslMode reactive;
  private final String jdbc;

  MySqlTls(SslMode reactive, String jdbc) {
    this.reactive = reactive;
    this.jdbc = jdbc;
  }

  private boolean verifies() {
    return this == VERIFY_CA || this == VERIFY_FULL;
  }

  /** Sets the reactive client. */
  void apply(MySQLConnectOptions options, DatabaseConfig config) {
    options.setSslMode(reactive);
    options.setHostnameVerificationAlgorithm(this == VERIFY_FULL ? "HTTPS" : "");
    if (verifies()) {
      options.setTrustOptions(
          config
              .caFile()
              .<TrustOptions>map(file -> new PemTrustOptions().addCertPath(file))
              .orElseGet(MySqlTls::known));
    } else {
      options.setTrustAll(true);
    }
  }

  /**
   * The same as properties of the JDBC URL. Without verified TLS the password of a fresh
   * caching_sha2_password user is encrypted with a key that the server is asked for.
   */
  String jdbcProperties() {
    return "sslMode=" + jdbc + (verifies() ? "" : "&allowPublicKeyRetrieval=true");
  }

  /** The certificates of a PEM file, as the JDBC driver wants them. */
  static Path trustStore(String pem) {
    try (InputStream certificates = Files.newInputStream(Path.of(pem))) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      int count = 0;
      for (Certificate certificate :
          CertificateFactory.getInstance("X.509").generateCertificates(certificates)) {
        store.setCertificateEntry("ca" + count++, certificate);
      }
      Path file = Files.createTempFile("mysql-ca-", ".p12");
      file.toFile().deleteOnExit();
      try (OutputStream out = Files.newOutputStream(file)) {
        store.store(out, STORE_PASSWORD.toCharArray());
      }
      return file;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Those of the Java runtime. */
  private static TrustOptions known() {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      for (TrustManager manager : factory.getTrustManagers()) {
        if (manager instanceof X509TrustManager known) {
          return TrustOptions.wrap(known);
        }
      }
      throw new IllegalStateException("The Java runtime knows no CA");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
