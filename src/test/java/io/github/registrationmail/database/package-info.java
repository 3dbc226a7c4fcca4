/** The database package, without a database. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.database;
