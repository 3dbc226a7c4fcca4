package io.github.registrationmail.operation;

import io.github.registrationmail.search.Found;
import io.github.registrationmail.search.MailFilter;
import io.github.registrationmail.search.MailIds;
import io.github.registrationmail.search.Position;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Counts what a filter means, for a person who waits for it: it ends after a second or two. */
@Singleton
class Count {

  private static final int MANY = 5_000;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(1);

  private final MailIds ids;

  Count(MailIds ids) {
    this.ids = ids;
  }

  Uni<Matching> of(MailFilter filter) {
    return Uni.createFrom().deferred(() -> count(new Counted(filter)));
  }

  private Uni<Matching> count(Counted counted) {
    return Multi.createBy()
        .repeating()
        .uni(() -> ids.goOn(counted.filter, counted.end, MANY).invoke(counted::add))
        .whilst(found -> counted.goesOn())
        .collect()
        .last()
        .map(last -> new Matching(counted.count, counted.end.isPresent()));
  }

  private static final class Counted {
    private final long until = System.nanoTime() + LONG_ENOUGH.toNanos();
    private final MailFilter filter;
    private Optional<Position> end = Optional.empty();
    private long count;

    Counted(MailFilter filter) {
      this.filter = filter;
    }

    void add(Found found) {
      count += found.ids().size();
      end = found.end();
    }

    boolean goesOn() {
      return end.isPresent() && System.nanoTime() - until < 0;
    }
  }
}
