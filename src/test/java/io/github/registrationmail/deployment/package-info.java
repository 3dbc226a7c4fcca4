/** What is deployed agrees with what is built: manifests, Compose files, the packaged service. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.deployment;
