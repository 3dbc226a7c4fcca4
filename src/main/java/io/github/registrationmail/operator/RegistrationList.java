package io.github.registrationmail.operator;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** The list of all registrations, page by page. */
@Singleton
public class RegistrationList {

  private final ListRepository repository;

  RegistrationList(ListRepository repository) {
    this.repository = repository;
  }

  /** The page that is asked for: newest first, or by address if that is asked for. */
  public Uni<RegistrationPage> page(ListQuery query) {
    return repository.list(query);
  }
}
