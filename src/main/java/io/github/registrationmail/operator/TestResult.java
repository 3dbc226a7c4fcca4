package io.github.registrationmail.operator;

import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * What came of a test mail.
 *
 * @param reply the mail server's own words
 */
@RegisterForReflection
@TemplateData
public record TestResult(boolean accepted, String reply) {}
