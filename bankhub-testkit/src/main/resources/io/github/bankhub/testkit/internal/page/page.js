// The script of the hosted page of an offline Bank Hub, for what forms cannot do.
(() => {
  "use strict";

  const page = document.body.dataset;
  const embedder = window.parent !== window ? window.parent : window.opener;

  // Each step reloads the page and so hides the embedding page. Therefore the session stores its
  // origin. If the browser does not report the origin, any page may receive the events: the sandbox's
  // accounts are not secret, and the page that opened this one would get no events otherwise.
  const target = () => {
    const named = window.location.ancestorOrigins?.[0];
    let origin = named && named !== "null" ? named : null;
    if (!origin && document.referrer) {
      // For an address that is not a web page, it is the text "null", which cannot be a target.
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

  const post = (event) => {
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

  // The browser kept this page for Back. Meanwhile the link may have another step.
  window.addEventListener("pageshow", (shown) => {
    if (shown.persisted) {
      window.location.reload();
    }
  });

  for (const close of document.querySelectorAll("[data-close]")) {
    close.hidden = !embedder;
    close.addEventListener("click", () => {
      post("BANKHUB_CLOSE_LINK");
      leave();
    });
  }
  document.addEventListener("keydown", (pressed) => {
    if (pressed.key === "Escape" && embedder && pressed.target.tagName !== "SELECT") {
      // By default, Escape stops loading, which here is the step itself.
      pressed.preventDefault();
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

  // Loading the screen again, by Reload or Back, posts nothing again. The address stores this: frames without
  // storage have one, too.
  if (page.event && window.location.hash !== "#posted") {
    window.history.replaceState(null, "", "#posted");
    post(page.event);
  }
  if (page.event === "BANKHUB_CLOSE_LINK") {
    leave();
  }
  if (page.redirect) {
    // Back from the merchant's page then skips this screen, which would redirect again.
    setTimeout(() => window.location.replace(page.redirect), page.delay * 1000);
  }

  // If the link is revoked or expires, the page shows the reason.
  const watch = async () => {
    try {
      const response = await fetch(`${page.path}/state`, { cache: "no-store" });
      const now = response.ok ? await response.json() : null;
      if (now && !now.visited && now.step !== page.step) {
        window.location.replace(`${page.path}/screen?at=${now.step}`);
        return;
      }
    } catch {
      // The server does not respond; it may respond again later.
    }
    setTimeout(watch, 1000);
  };
  if ("open" in page) {
    setTimeout(watch, 1000);
  }
})();
