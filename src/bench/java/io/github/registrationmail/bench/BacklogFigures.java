package io.github.registrationmail.bench;

/**
 * What a start with rows to sweep showed.
 *
 * @param firstMailSeconds from the start of the process
 * @param lastMailSeconds from the start of the process
 * @param mailsPerSecond from the first mail to the last
 * @param publishesInFlight the most that were seen at once, as the next two
 * @param messagesReady in the work queue
 */
record BacklogFigures(
    int rows,
    double firstMailSeconds,
    double lastMailSeconds,
    double mailsPerSecond,
    int publishesInFlight,
    int mailsInFlight,
    long messagesReady,
    double peakMemoryMiB) {}
