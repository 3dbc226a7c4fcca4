package io.github.registrationmail.page;

import com.microsoft.playwright.Page;

/** What of a page is not where it belongs, as the browser has laid it out. */
final class Measured {

  private static final String VISIBLE =
      """
      const visible = element => element.getClientRects().length > 0
        && !element.closest('.hidden, .skip, thead, canvas');
      const shown = element => element.outerHTML.slice(0, 150) + ' '
        + JSON.stringify(element.getBoundingClientRect());
      """;

  private static final String OUTSIDE =
      VISIBLE
          + """
          return [...document.body.querySelectorAll('*')].filter(visible).filter(element => {
            const box = element.getBoundingClientRect();
            const card = element.parentElement.closest('.card')?.getBoundingClientRect();
            const end = Math.min(innerWidth, card?.right ?? innerWidth);
            return box.left < (card?.left ?? 0) - .5 || box.right > end + .5;
          }).map(shown).join(' | ');
          """;

  private static final String SMALL =
      VISIBLE
          + """
          return [...document.querySelectorAll('a, button, input, select, textarea, summary')]
            .filter(visible).filter(element => {
              const box = element.getBoundingClientRect();
              return box.width < 24 || box.height < 24;
            }).map(shown).join(' | ');
          """;

  private Measured() {}

  /** What is wider than the window, or leaves its card; empty when all is well. */
  static String outside(Page page) {
    return (String) page.evaluate("() => {" + OUTSIDE + "}");
  }

  /** What is to be hit and has less than 24 CSS px; empty when all is well. */
  static String tooSmallToHit(Page page) {
    return (String) page.evaluate("() => {" + SMALL + "}");
  }
}
