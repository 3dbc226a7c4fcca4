/** Which Vert.x context a step runs on; knows no feature. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.context;
