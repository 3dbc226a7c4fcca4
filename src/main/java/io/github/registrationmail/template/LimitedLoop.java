package io.github.registrationmail.template;

import io.quarkus.qute.Expression;
import io.quarkus.qute.LoopSectionHelper;
import io.quarkus.qute.ResultNode;
import io.quarkus.qute.Scope;
import io.quarkus.qute.SectionHelper;
import io.quarkus.qute.SectionHelperFactory;
import io.quarkus.qute.TemplateException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** A loop over a list; all loops of one text together have a limit. */
final class LimitedLoop implements SectionHelper {

  /** Rounds of all loops in one text. */
  static final int MOST_ROUNDS = 1000;

  /** The attribute of a rendering that counts its rounds. */
  static final String ROUNDS = "rounds";

  private final LoopSectionHelper loop;
  private final Expression list;

  private LimitedLoop(LoopSectionHelper loop, Expression list) {
    this.loop = loop;
    this.list = list;
  }

  @Override
  public CompletionStage<ResultNode> resolve(SectionResolutionContext context) {
    int[] rounds = (int[]) context.resolutionContext().getAttribute(ROUNDS);
    return context
        .evaluate(list)
        .thenCompose(
            items -> {
              rounds[0] += size(items);
              if (rounds[0] > MOST_ROUNDS) {
                throw fault("its loops have more than " + MOST_ROUNDS + " rounds");
              }
              return loop.resolve(context);
            });
  }

  private int size(Object items) {
    if (items instanceof Collection<?> collection) {
      return collection.size();
    }
    if (items instanceof Map<?, ?> map) {
      return map.size();
    }
    throw fault("\"" + list.toOriginalString() + "\" is no list");
  }

  private TemplateException fault(String what) {
    return TemplateException.builder().message(what).origin(list.getOrigin()).build();
  }

  /** Makes {@code {#for}} and {@code {#each}}. */
  static final class Factory implements SectionHelperFactory<LimitedLoop> {

    private final LoopSectionHelper.Factory loops = new LoopSectionHelper.Factory();

    @Override
    public List<String> getDefaultAliases() {
      return loops.getDefaultAliases();
    }

    @Override
    public ParametersInfo getParameters() {
      return loops.getParameters();
    }

    @Override
    public List<String> getBlockLabels() {
      return loops.getBlockLabels();
    }

    @Override
    public Scope initializeBlock(Scope outer, BlockInfo block) {
      return loops.initializeBlock(outer, block);
    }

    @Override
    public LimitedLoop initialize(SectionInitContext context) {
      return new LimitedLoop(loops.initialize(context), context.getExpression("iterable"));
    }
  }
}
