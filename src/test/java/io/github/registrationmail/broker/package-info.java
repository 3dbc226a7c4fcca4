/** Both delay strategies over the same contract: on the embedded broker, and on real ones. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.broker;
