// The hosted page of an offline Bank Hub: what forms alone cannot do.
(() => {
  "use strict";

  const page = document.body.dataset;
  const embedder = window.parent !== window ? window.parent : window.opener;

  // Steps load the page anew and hide who embeds it, so that is kept for as long as the tab lives.
  // Where a browser tells nothing, any page may listen: the sandbox's accounts are no secret, and
  // the page that opened this one could not be told otherwise.
  const target = () => {
    const named = window.location.ancestorOrigins?.[0];
    let origin = named && named !== "null" ? named : null;
    if (!origin && document.referrer) {
      // Of an address that is no web page's it is the text "null", which no message can go to.
      const referred = new URL(document.referrer).origin;
      origin = referred === "null" ? null : referred;
    }
    try {
      if (origin) {
        sessionStorage.setItem("embedder", origin);
      }
      return origin ?? sessionStorage.getItem("embedder") ?? "*";
    } catch {
      return origin ?? "*";
    }
  };

  const tell = (event) => {
    if (embedder && event) {
      embedder.postMessage(
        {
          event,
          metadata: {
            account_number: page.accountNumber ?? null,
            account_type: page.accountType ?? null,
          },
          timestamp: page.timestamp,
        },
        target(),
      );
    }
  };

  const leave = () => {
    if (window.opener && window.parent === window) {
      window.close();
    }
  };

  let sent = false;
  document.addEventListener("submit", (submitted) => {
    if (sent) {
      submitted.preventDefault();
    }
    sent = true;
  });
  // Coming back to a page that the browser kept: its forms can be sent again.
  window.addEventListener("pageshow", () => {
    sent = false;
  });

  for (const close of document.querySelectorAll("[data-close]")) {
    close.hidden = !embedder;
    close.addEventListener("click", () => {
      tell("BANKHUB_CLOSE_LINK");
      leave();
    });
  }
  document.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Escape" && embedder && pressed.target.tagName !== "SELECT") {
      document.querySelector("button.close")?.click();
    }
  });

  for (const fill of document.querySelectorAll("[data-fill]")) {
    fill.hidden = false;
    fill.addEventListener("click", () => {
      for (const [name, value] of new URLSearchParams(fill.dataset.fill)) {
        document.getElementById(name).value = value;
      }
      document.querySelector("button.main").focus();
    });
  }

  if (window.parent !== window) {
    // Browsers heed autofocus in the top window alone.
    document.querySelector("[autofocus]")?.focus();
  }

  // A step is loaded again by sending it again; that it came to its end is told once.
  const isNews = (event) => {
    const key = `${page.path} ${event}`;
    try {
      const known = sessionStorage.getItem(key);
      sessionStorage.setItem(key, "told");
      return !known;
    } catch {
      return true;
    }
  };

  if (page.event && (!page.event.startsWith("FINISHED_") || isNews(page.event))) {
    tell(page.event);
  }
  if (page.event === "BANKHUB_CLOSE_LINK") {
    leave();
  }
  if (page.redirect) {
    setTimeout(() => window.location.assign(page.redirect), page.delay * 1000);
  }

  // Revoked by the merchant or over in time: the user is cut off, and told why.
  const watch = async () => {
    try {
      const answer = await fetch(`${page.path}/state`, { cache: "no-store" });
      const now = answer.ok ? await answer.json() : null;
      if (now && !sent && !now.visited && now.step !== page.step) {
        window.location.replace(`${page.path}/screen`);
        return;
      }
    } catch {
      // The server is away; it may come back.
    }
    setTimeout(watch, 1000);
  };
  if ("open" in page) {
    setTimeout(watch, 1000);
  }
})();
