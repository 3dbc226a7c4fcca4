package io.github.registrationmail.model;

/**
 * One state of everything: the row of a mail, the replicas, the messages, and what only an observer
 * knows. Two longs hold it, in which the replicas have no names: states that differ in these only
 * are one.
 */
final class State {

  /** As a state of the row, after those of {@code MailState}: there is no row any more. */
  static final int ERASED = 7;

  /** As the holder of a claim, beside a replica from 1. */
  static final int NOBODY = 0;

  static final int GONE = 7;

  /** As the time of the sweep. */
  static final int NEVER = 0;

  static final int LATER = 1;
  static final int OVERDUE = 2;

  /** At most; which of them take part, the bounds say. */
  static final int REPLICAS = 3;

  /** What one replica is about with one delivery. */
  static final int IDLE = 0;

  static final int WAITING = 1;
  static final int BEGUN = 2;
  static final int ACCEPTED = 3;
  static final int GIVING_BACK = 4;

  /** It was not accepted: the first of four, in the order of {@link Rules.Kind}. */
  static final int REFUSED = 5;

  // the row, and user_notify
  int state;
  int attempt;
  int earlier;
  int claim;
  int due;
  int sweep;
  int swept;
  int counted;
  int done;

  /** Whether the broker has a message of the attempt that is surely delivered. */
  int message;

  /** Events that are due, three bits each, the eldest lowest. */
  int events;

  /** As the lease of a replica, beside 0: it has run out. */
  static final int RUN_OUT = 1;

  /** It holds, but another replica has written SENT meanwhile, and this one does not know. */
  static final int OVERTAKEN = 2;

  // the replicas: what they are about, with which attempt of which sending, and their lease
  final int[] phase = new int[REPLICAS];
  final int[] tried = new int[REPLICAS];
  final int[] sending = new int[REPLICAS];
  final int[] lease = new int[REPLICAS];

  // what an observer knows
  int expected;
  int recorded;
  int refused;
  int forGood;
  int accepted;
  int excused;
  int told;
  int withdrawn;
  int resends;

  private final int[] order = new int[REPLICAS];
  long low;
  long high;

  void copy(State other) {
    state = other.state;
    attempt = other.attempt;
    earlier = other.earlier;
    claim = other.claim;
    due = other.due;
    sweep = other.sweep;
    swept = other.swept;
    counted = other.counted;
    done = other.done;
    message = other.message;
    events = other.events;
    expected = other.expected;
    recorded = other.recorded;
    refused = other.refused;
    forGood = other.forGood;
    accepted = other.accepted;
    excused = other.excused;
    told = other.told;
    withdrawn = other.withdrawn;
    resends = other.resends;
    for (int i = 0; i < REPLICAS; i++) {
      phase[i] = other.phase[i];
      tried[i] = other.tried[i];
      sending[i] = other.sending[i];
      lease[i] = other.lease[i];
    }
  }

  /** Writes {@link #low} and {@link #high}. */
  void pack() {
    order();
    int holder = claim == NOBODY || claim == GONE ? claim : order[claim - 1] + 1;
    low = 0;
    int at = 0;
    at = put(state, at, 3);
    at = put(attempt, at, 4);
    at = put(earlier, at, 4);
    at = put(holder, at, 3);
    at = put(due, at, 1);
    at = put(sweep, at, 2);
    at = put(swept, at, 1);
    at = put(counted, at, 3);
    at = put(done, at, 1);
    at = put(events, at, 9);
    at = put(expected, at, 9);
    at = put(recorded, at, 3);
    at = put(refused, at, 3);
    at = put(forGood, at, 1);
    at = put(accepted, at, 2);
    at = put(excused, at, 2);
    at = put(told, at, 1);
    at = put(withdrawn, at, 1);
    put(resends, at, 2);
    high = (long) message << 42;
    for (int i = 0; i < REPLICAS; i++) {
      high |= (long) replica(i) << 14 * order[i];
    }
  }

  /** Which place each replica has when they have no names: the busiest first. */
  private void order() {
    for (int i = 0; i < REPLICAS; i++) {
      order[i] = 0;
      for (int j = 0; j < REPLICAS; j++) {
        if (j != i && (weight(j) > weight(i) || weight(j) == weight(i) && j < i)) {
          order[i]++;
        }
      }
    }
  }

  private int weight(int i) {
    return replica(i) << 1 | (isHeldBy(i) ? 1 : 0);
  }

  void unpack(long packedLow, long packedHigh) {
    low = packedLow;
    high = packedHigh;
    long rest = packedLow;
    state = (int) rest & 7;
    attempt = (int) (rest >>>= 3) & 15;
    earlier = (int) (rest >>>= 4) & 15;
    claim = (int) (rest >>>= 4) & 7;
    due = (int) (rest >>>= 3) & 1;
    sweep = (int) (rest >>>= 1) & 3;
    swept = (int) (rest >>>= 2) & 1;
    counted = (int) (rest >>>= 1) & 7;
    done = (int) (rest >>>= 3) & 1;
    events = (int) (rest >>>= 1) & 511;
    expected = (int) (rest >>>= 9) & 511;
    recorded = (int) (rest >>>= 9) & 7;
    refused = (int) (rest >>>= 3) & 7;
    forGood = (int) (rest >>>= 3) & 1;
    accepted = (int) (rest >>>= 1) & 3;
    excused = (int) (rest >>>= 2) & 3;
    told = (int) (rest >>>= 2) & 1;
    withdrawn = (int) (rest >>>= 1) & 1;
    resends = (int) (rest >>>= 1) & 3;
    for (int i = 0; i < REPLICAS; i++) {
      int replica = (int) (packedHigh >>> 14 * i);
      phase[i] = replica & 15;
      tried[i] = replica >>> 4 & 15;
      sending[i] = replica >>> 8 & 15;
      lease[i] = replica >>> 12 & 3;
    }
    message = (int) (packedHigh >>> 42) & 1;
  }

  private int put(int value, int at, int bits) {
    low |= (long) value << at;
    return at + bits;
  }

  private int replica(int i) {
    return phase[i] | tried[i] << 4 | sending[i] << 8 | lease[i] << 12;
  }

  boolean exists() {
    return state != ERASED;
  }

  /** Whether the replica holds the claim of the row. */
  boolean isHeldBy(int replica) {
    return claim == replica + 1;
  }

  /** Whether what the replica is about is the sending that the row is about. */
  boolean isSending(int replica) {
    return exists() && earlier == sending[replica];
  }

  void idle(int replica) {
    phase[replica] = IDLE;
    tried[replica] = 0;
    sending[replica] = 0;
    lease[replica] = 0;
  }

  void erase() {
    state = ERASED;
    attempt = 0;
    earlier = 0;
    claim = NOBODY;
    due = 0;
    sweep = NEVER;
    swept = 0;
    message = 0;
    accepted = 0;
    excused = 0;
    told = 0;
    resends = 0;
    forget();
  }

  /** What was counted of the sending. */
  void forget() {
    counted = 0;
    done = 0;
    recorded = 0;
    refused = 0;
    forGood = 0;
  }
}
