package io.github.registrationmail.template;

import io.smallrye.health.api.HealthGroup;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** Part of {@code /q/health/group/delivery}: the templates are those of the folder. */
@HealthGroup("delivery")
@ApplicationScoped
class TemplatesCheck implements HealthCheck {

  private final Templates templates;

  TemplatesCheck(Templates templates) {
    this.templates = templates;
  }

  @Override
  public HealthCheckResponse call() {
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("templates").status(templates.fault().isEmpty());
    templates.fault().ifPresent(fault -> answer.withData("fault", fault));
    return answer.build();
  }
}
