@org.jspecify.annotations.NullMarked
package io.github.registrationmail.context;
