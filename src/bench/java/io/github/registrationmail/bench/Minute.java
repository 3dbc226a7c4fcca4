package io.github.registrationmail.bench;

/**
 * One minute of a run that is watched for long; the last one may be shorter.
 *
 * @param minute counted from 1
 * @param residentMemoryMiB at its end
 */
record Minute(int minute, double residentMemoryMiB, double mailsPerSecond) {}
