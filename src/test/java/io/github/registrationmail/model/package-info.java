/** The protocol as a model that is explored to the end, see docs/proof.md. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.model;
