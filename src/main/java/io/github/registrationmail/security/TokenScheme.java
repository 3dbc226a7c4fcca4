package io.github.registrationmail.security;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme.Type;

/**
 * Says in the OpenAPI document how callers send a token. No annotation does: the framework would
 * take it for the way in which operators sign in.
 */
@OpenApiFilter(OpenApiFilter.RunStage.BUILD)
public final class TokenScheme implements OASFilter {

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getComponents()
        .addSecurityScheme(
            "token",
            OASFactory.createSecurityScheme()
                .type(Type.HTTP)
                .scheme("bearer")
                .description("One of REGISTRATION_TOKENS, if the service has any."));
  }
}
