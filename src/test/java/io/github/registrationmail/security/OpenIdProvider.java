package io.github.registrationmail.security;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The smallest OpenID provider that a browser can sign in with: it asks nothing and signs everybody
 * in, as who the last call of {@link #nextIs} said.
 */
public final class OpenIdProvider implements QuarkusTestResourceLifecycleManager {

  private static final String CLIENT = "registration-mail";
  private static final KeyPair KEYS = keys();
  private static volatile Set<String> groups = Set.of();
  private static volatile String issuer = "";

  private HttpServer server;

  /** The groups of whoever signs in next. */
  static void nextIs(String... groups) {
    OpenIdProvider.groups = Set.of(groups);
  }

  /** A token as machines send it. */
  static String token(String... groups) {
    return Jwt.issuer(issuer)
        .audience(CLIENT)
        .subject("somebody")
        .upn("somebody")
        .groups(Set.of(groups))
        .expiresIn(300)
        .jws()
        .keyId("key")
        .sign(KEYS.getPrivate());
  }

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    issuer = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext("/", this::answer);
    server.start();
    return Map.of(
        "quarkus.oidc.tenant-enabled",
        "true",
        "quarkus.oidc.auth-server-url",
        issuer,
        "quarkus.oidc.client-id",
        CLIENT,
        "quarkus.oidc.credentials.secret",
        "a secret of at least thirty-two characters");
  }

  @Override
  public void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/.well-known/openid-configuration" -> json(exchange, configuration());
      case "/jwks" -> json(exchange, jwks());
      case "/authorize" -> redirect(exchange);
      case "/token" -> json(exchange, tokens());
      default -> exchange.sendResponseHeaders(404, -1);
    }
  }

  private static String configuration() {
    return """
        {"issuer": "%1$s", "jwks_uri": "%1$s/jwks", "authorization_endpoint": "%1$s/authorize",
         "token_endpoint": "%1$s/token"}
        """
        .formatted(issuer);
  }

  private static String jwks() {
    RSAPublicKey key = (RSAPublicKey) KEYS.getPublic();
    return """
        {"keys": [{"kty": "RSA", "kid": "key", "use": "sig", "alg": "RS256", "n": "%s", "e": "%s"}]}
        """
        .formatted(number(key.getModulus()), number(key.getPublicExponent()));
  }

  private static String tokens() {
    String token = token(groups.toArray(String[]::new));
    return """
        {"access_token": "%1$s", "id_token": "%1$s", "token_type": "Bearer", "expires_in": 300}
        """
        .formatted(token);
  }

  private static void redirect(HttpExchange exchange) throws IOException {
    Map<String, String> query =
        Arrays.stream(exchange.getRequestURI().getRawQuery().split("&"))
            .map(part -> part.split("=", 2))
            .collect(Collectors.toMap(part -> part[0], part -> part[1]));
    String back = URLDecoder.decode(query.get("redirect_uri"), StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Location", back + "?code=code&state=" + query.get("state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private static void json(HttpExchange exchange, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String number(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] unsigned = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned);
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return generator.generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
