/** The mails' templates: read from a folder, checked, and filled in; knows no other feature. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.template;
