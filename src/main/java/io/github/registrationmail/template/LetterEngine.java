package io.github.registrationmail.template;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.IfSectionHelper;
import io.quarkus.qute.SetSectionHelper;
import io.quarkus.qute.TemplateException;
import io.quarkus.qute.TemplateNode.Origin;
import io.quarkus.qute.ValueResolvers;
import io.quarkus.qute.Variant;
import io.quarkus.qute.WhenSectionHelper;
import io.quarkus.qute.WithSectionHelper;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Qute with nothing in it that reaches beyond the mail's own data: no beans, no configuration, no
 * methods of objects, no other templates.
 */
final class LetterEngine {

  /** By how many characters a text becomes longer than its template, or as good as never more. */
  private static final int FOR_VALUES = 128;

  private final Set<Origin> links = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Engine engine =
      Engine.builder()
          .addSectionHelpers(
              new IfSectionHelper.Factory(),
              new LimitedLoop.Factory(),
              new SetSectionHelper.Factory(),
              new WhenSectionHelper.Factory(),
              new WithSectionHelper.Factory())
          .addValueResolvers(
              new DataResolver(),
              ValueResolvers.mapperResolver(),
              ValueResolvers.thisResolver(),
              ValueResolvers.orResolver(),
              ValueResolvers.orEmpty(),
              ValueResolvers.trueResolver(),
              ValueResolvers.logicalAndResolver(),
              ValueResolvers.logicalOrResolver(),
              ValueResolvers.collectionResolver(),
              ValueResolvers.listResolver(),
              ValueResolvers.mapEntryResolver())
          .addResultMapper(new Links(links))
          .addResultMapper(new HtmlEscaper(List.of("text/html")))
          .strictRendering(true)
          .build();

  /** A text whose values stand as they are. */
  Part text(String file, String source) {
    return parse(file, source, Variant.TEXT_PLAIN);
  }

  /** A text whose values are escaped, and checked where they are links. */
  Part html(String file, String source) {
    Part part = parse(file, source, Variant.TEXT_HTML);
    links.addAll(HtmlPlaces.links(file, part.template().getNodes()));
    return part;
  }

  private Part parse(String file, String source, String type) {
    try {
      return new Part(
          file,
          engine.parse(source, Variant.forContentType(type), file),
          source.length() + FOR_VALUES);
    } catch (TemplateException e) {
      throw TemplateFault.of(file, e);
    } catch (StackOverflowError e) {
      throw new TemplateFault(file, "sections are nested too deeply");
    }
  }
}
