/** MySQL, as every feature sees it: one pool, one time limit, one exception for "not reachable". */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.database;
