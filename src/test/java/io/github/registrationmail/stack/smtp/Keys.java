package io.github.registrationmail.stack.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key of the mail server's own and its certificate, made by the JDK's keytool.
 *
 * @param certificate a PEM file: who trusts it trusts the server
 */
public record Keys(SSLContext context, Path certificate) {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final String ALIAS = "mail";

  /** For {@code localhost} and 127.0.0.1. */
  public static Keys make(Path directory) {
    return make(directory, "dns:localhost,ip:127.0.0.1");
  }

  /** For these names, as keytool takes them. */
  public static Keys make(Path directory, String names) {
    try {
      Path file = Files.createTempDirectory(directory, "keys").resolve("keys.p12");
      keytool(file, names);
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, PASSWORD);
      }
      return new Keys(context(store), pem(file.resolveSibling("certificate.pem"), store));
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("No keys for the mail server", e);
    }
  }

  private static void keytool(Path file, String names) throws IOException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-dname",
            "CN=mail.test",
            "-ext",
            "SAN=" + names,
            "-validity",
            "30",
            "-storetype",
            "PKCS12",
            "-keystore",
            file.toString(),
            "-storepass",
            new String(PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    if (!Files.exists(file)) {
      throw new IOException("keytool: " + output);
    }
  }

  /** What a client needs that trusts this server. */
  SSLContext trusting() {
    try (InputStream in = Files.newInputStream(certificate)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, PASSWORD);
      store.setCertificateEntry(
          ALIAS, CertificateFactory.getInstance("X.509").generateCertificate(in));
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext trusting = SSLContext.getInstance("TLS");
      trusting.init(null, trust.getTrustManagers(), null);
      return trusting;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static SSLContext context(KeyStore store) throws GeneralSecurityException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  private static Path pem(Path file, KeyStore store) throws GeneralSecurityException, IOException {
    byte[] der = store.getCertificate(ALIAS).getEncoded();
    String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + lines + "\n-----END CERTIFICATE-----\n");
  }
}
