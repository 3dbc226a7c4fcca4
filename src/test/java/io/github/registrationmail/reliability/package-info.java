/** Nothing lost, nothing doubled: crashes, outages and restarts, on real parts. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.reliability;
