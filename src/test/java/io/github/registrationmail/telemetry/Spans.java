package io.github.registrationmail.telemetry;

import static io.opentelemetry.api.common.AttributeKey.longKey;
import static org.awaitility.Awaitility.await;

import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;

/** Catches the spans of a test, in the order in which they ended. */
@Singleton
class Spans {

  private final InMemorySpanExporter exporter = InMemorySpanExporter.create();

  @Produces
  @Singleton
  InMemorySpanExporter exporter() {
    return exporter;
  }

  @Produces
  @Singleton
  Sampler all() {
    return Sampler.parentBased(Sampler.alwaysOn());
  }

  /** The SMTP spans of this user, as soon as there are so many. */
  List<SpanData> awaitMails(long userId, int count) {
    await().until(() -> mails(userId).size() >= count);
    return mails(userId);
  }

  /** All spans of the trace. */
  List<SpanData> trace(String traceId) {
    return exporter.getFinishedSpanItems().stream()
        .filter(span -> span.getTraceId().equals(traceId))
        .toList();
  }

  private List<SpanData> mails(long userId) {
    return exporter.getFinishedSpanItems().stream()
        .filter(span -> span.getName().equals("SMTP send"))
        .filter(
            span ->
                Long.valueOf(userId).equals(span.getAttributes().get(longKey("registration.id"))))
        .toList();
  }
}
