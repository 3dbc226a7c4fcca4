package io.github.registrationmail.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the trace of a registration with its row, so that whoever takes the mail over later goes on
 * with it. Stored is the header {@code traceparent} of W3C Trace Context, 55 characters.
 *
 * <p>From step to step the context is handed on as a parameter, not as the current one: statements
 * come back on other Vert.x contexts, where another mail's trace, or none, is current.
 */
@Singleton
public class Traces {

  private static final String HEADER = "traceparent";
  private static final TextMapPropagator W3C = W3CTraceContextPropagator.getInstance();

  private final Tracer tracer;

  Traces(Tracer tracer) {
    this.tracer = tracer;
  }

  /** The trace that is current here. */
  public static Optional<String> current() {
    Map<String, String> headers = new HashMap<>();
    W3C.inject(Context.current(), headers, (carrier, key, value) -> headers.put(key, value));
    return Optional.ofNullable(headers.get(HEADER));
  }

  /** Hands a span of this name to the work; it goes on with a stored trace if there is one. */
  public <T> T resumed(Optional<String> traceparent, String name, Function<Context, T> work) {
    Context stored = stored(traceparent);
    Span span =
        tracer.spanBuilder(name).setParent(stored).setSpanKind(SpanKind.INTERNAL).startSpan();
    try {
      return work.apply(stored.with(span));
    } finally {
      span.end();
    }
  }

  private static Context stored(Optional<String> traceparent) {
    return traceparent
        .map(value -> W3C.extract(Context.root(), Map.of(HEADER, value), Headers.INSTANCE))
        .orElseGet(Context::root);
  }

  private enum Headers implements TextMapGetter<Map<String, String>> {
    INSTANCE;

    @Override
    public Set<String> keys(Map<String, String> headers) {
      return headers.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> headers, String key) {
      return headers == null ? null : headers.get(key);
    }
  }
}
