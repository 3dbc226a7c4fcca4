package io.github.registrationmail.template;

import io.quarkus.qute.EvalContext;
import io.quarkus.qute.Results;
import io.quarkus.qute.ValueResolver;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Names are keys of the data, and nothing else: no method of any object can be called. */
final class DataResolver implements ValueResolver {

  @Override
  public boolean appliesTo(EvalContext context) {
    return context.getBase() instanceof Map && context.getParams().isEmpty();
  }

  @Override
  public CompletionStage<Object> resolve(EvalContext context) {
    Object value = ((Map<?, ?>) context.getBase()).get(context.getName());
    return value == null ? Results.notFound(context) : CompletableFuture.completedFuture(value);
  }
}
