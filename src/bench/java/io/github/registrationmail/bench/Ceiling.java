package io.github.registrationmail.bench;

/** What one part alone does on this machine, which the whole cannot exceed. */
record Ceiling(String what, double perSecond) {

  /** Runs it once for warming up and once for its time. */
  static Ceiling measure(String what, int count, Work work) throws Exception {
    work.run(count);
    long start = System.nanoTime();
    work.run(count);
    return new Ceiling(what, count * 1e9 / (System.nanoTime() - start));
  }

  /** Does something this often. */
  @FunctionalInterface
  interface Work {
    void run(int count) throws Exception;
  }
}
