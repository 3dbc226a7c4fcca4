package io.github.registrationmail.bench;

/**
 * One minute of the soak.
 *
 * @param residentMemoryMiB at its end
 */
record SoakMinute(int minute, double residentMemoryMiB, double mailsPerSecond) {}
