package io.github.registrationmail.problem;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Says in the OpenAPI document of every error that it is a problem, and what one looks like. */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class ProblemResponses implements OASFilter {

  private static final String NAME = "Problem";

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document.getComponents().addSchema(NAME, problem());
    document.getPaths().getPathItems().values().stream()
        .flatMap(path -> path.getOperations().values().stream())
        .forEach(ProblemResponses::describe);
  }

  private static void describe(Operation operation) {
    operation
        .getResponses()
        .getAPIResponses()
        .forEach(
            (status, response) -> {
              if (status.startsWith("4") || status.startsWith("5")) {
                describe(response);
              }
            });
  }

  private static void describe(APIResponse response) {
    if (response.getContent() == null) {
      response.setContent(
          OASFactory.createContent()
              .addMediaType(Problem.MEDIA_TYPE, OASFactory.createMediaType()));
    }
    Content content = response.getContent();
    for (MediaType type : content.getMediaTypes().values()) {
      type.setSchema(OASFactory.createSchema().ref(NAME));
    }
  }

  private static Schema problem() {
    Schema error =
        object("What is wrong with one field.")
            .addProperty("field", text("email"))
            .addProperty("message", text("is missing"))
            .addRequired("field")
            .addRequired("message");
    return object("A problem detail (RFC 9457).")
        .addProperty("type", text("about:blank"))
        .addProperty("title", text("Bad Request"))
        .addProperty(
            "status", OASFactory.createSchema().addType(SchemaType.INTEGER).format("int32"))
        .addProperty("detail", text("The request is not valid."))
        .addProperty("errors", OASFactory.createSchema().addType(SchemaType.ARRAY).items(error))
        .addRequired("title")
        .addRequired("status")
        .addRequired("detail");
  }

  private static Schema object(String description) {
    return OASFactory.createSchema().addType(SchemaType.OBJECT).description(description);
  }

  private static Schema text(String example) {
    return OASFactory.createSchema().addType(SchemaType.STRING).addExample(example);
  }
}
