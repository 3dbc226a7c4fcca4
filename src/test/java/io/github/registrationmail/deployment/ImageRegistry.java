package io.github.registrationmail.deployment;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPOutputStream;

/**
 * As much of a registry of images (the OCI distribution specification) as a push needs, with one
 * empty image, {@code base:1}, to build upon. Jib asks by TLS first, which a server has to refuse.
 */
final class ImageRegistry implements AutoCloseable {

  private static final String MANIFEST = "application/vnd.docker.distribution.manifest.v2+json";
  private static final String CONFIG = "application/vnd.docker.container.image.v1+json";
  private static final String LAYER = "application/vnd.docker.image.rootfs.diff.tar.gzip";

  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, byte[]> manifests = new ConcurrentHashMap<>();
  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;

  ImageRegistry() throws IOException {
    addBase();
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> request.body().onSuccess(body -> answer(request, body.getBytes())))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  private void addBase() throws IOException {
    byte[] emptyTar = new byte[1024];
    String layer = keep(gzip(emptyTar));
    String config =
        keep(
            """
            {"architecture":"amd64","os":"linux","config":{},"history":[{}],
             "rootfs":{"type":"layers","diff_ids":["%s"]}}
            """
                .formatted(digest(emptyTar))
                .getBytes(StandardCharsets.UTF_8));
    manifests.put(
        "/v2/base/manifests/1",
        """
        {"schemaVersion":2,"mediaType":"%s",
         "config":{"mediaType":"%s","size":%d,"digest":"%s"},
         "layers":[{"mediaType":"%s","size":%d,"digest":"%s"}]}
        """
            .formatted(
                MANIFEST,
                CONFIG,
                blobs.get(config).length,
                config,
                LAYER,
                blobs.get(layer).length,
                layer)
            .getBytes(StandardCharsets.UTF_8));
  }

  /** Its address, in which images are named. */
  String address() {
    return "localhost:" + server.actualPort();
  }

  /** The manifest of what was pushed under this name. */
  Optional<byte[]> manifest(String name, String tag) {
    return Optional.ofNullable(manifests.get("/v2/" + name + "/manifests/" + tag));
  }

  byte[] blob(String digest) {
    return blobs.get(digest);
  }

  private void answer(HttpServerRequest request, byte[] body) {
    String path = request.path();
    switch (request.method().name()) {
      case "GET", "HEAD" -> find(request, path);
      case "POST" -> upload(request, path + UUID.randomUUID());
      case "PATCH" -> {
        blobs.put(path, body);
        upload(request, path);
      }
      default -> finish(request, path, body);
    }
  }

  private void find(HttpServerRequest request, String path) {
    byte[] found =
        path.equals("/v2/")
            ? "{}".getBytes(StandardCharsets.UTF_8)
            : path.contains("/blobs/")
                ? blobs.get(path.substring(path.lastIndexOf('/') + 1))
                : manifests.get(path);
    if (found == null) {
      end(request.response().setStatusCode(404).end());
      return;
    }
    HttpServerResponse response =
        request.response().putHeader("Docker-Content-Digest", digest(found));
    if (path.contains("/manifests/")) {
      response.putHeader("Content-Type", MANIFEST);
    }
    if (request.method() == HttpMethod.HEAD) {
      response.putHeader("Content-Length", String.valueOf(found.length));
      end(response.end());
    } else {
      end(response.end(Buffer.buffer(found)));
    }
  }

  private static void upload(HttpServerRequest request, String path) {
    end(request.response().setStatusCode(202).putHeader("Location", path).end());
  }

  /** Of an upload, with or without the last part of it; or a manifest. */
  private void finish(HttpServerRequest request, String path, byte[] body) {
    if (path.contains("/manifests/")) {
      manifests.put(path, body);
    } else {
      byte[] uploaded = blobs.remove(path);
      keep(uploaded == null ? body : uploaded);
    }
    end(
        request
            .response()
            .setStatusCode(201)
            .putHeader("Docker-Content-Digest", digest(body))
            .end());
  }

  /** Who asked may be gone. */
  private static void end(Future<Void> answered) {
    answered.otherwiseEmpty();
  }

  private String keep(byte[] blob) {
    blobs.put(digest(blob), blob);
    return digest(blob);
  }

  private static String digest(byte[] bytes) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
