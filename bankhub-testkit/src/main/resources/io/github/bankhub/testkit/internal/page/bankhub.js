// The JavaScript SDK of an offline Bank Hub: class, options, methods and callbacks as SePay's page
// "JavaScript SDK" documents them, as a new implementation. What that page does not define is marked as assumed.
(() => {
  "use strict";

  const MODES = ["modal", "newTab", "newWindow", "redirect"];
  const CALLBACKS = new Map([
    ["BANKHUB_OPEN", "onOpen"],
    ["FINISHED_BANK_ACCOUNT_LINK", "onSuccess"],
    ["FINISHED_BANK_ACCOUNT_UNLINK", "onSuccess"],
    ["BANKHUB_CLOSE_LINK", "onExit"],
    ["BANKHUB_TOKEN_EXPIRED", "onExpired"],
    ["BANKHUB_SESSION_EXPIRED", "onExpired"],
  ]);
  // Assumed: SePay's sample reads expired_type, and names no values.
  const EXPIRED_TYPES = new Map([
    ["BANKHUB_TOKEN_EXPIRED", "token"],
    ["BANKHUB_SESSION_EXPIRED", "session"],
  ]);

  // What a window without messages comes to: see #follow.
  const ENDS = new Map([
    ["LINKED", "FINISHED_BANK_ACCOUNT_LINK"],
    ["UNLINKED", "FINISHED_BANK_ACCOUNT_UNLINK"],
    ["INACTIVATED", "FINISHED_BANK_ACCOUNT_UNLINK"],
    ["ABANDONED", "BANKHUB_CLOSE_LINK"],
    ["SESSION_EXPIRED", "BANKHUB_SESSION_EXPIRED"],
    ["REVOKED", "BANKHUB_TOKEN_EXPIRED"],
    ["EXPIRED", "BANKHUB_TOKEN_EXPIRED"],
  ]);
  const CAN_OPEN = ["UNOPENED", "ABANDONED", "SESSION_EXPIRED"];
  const SECOND = 1000;

  // A message of the SDK itself: it knows no account.
  const ownMessage = (event) => ({
    event,
    metadata: { account_number: null, account_type: null },
    timestamp: String(Math.floor(Date.now() / SECOND)),
  });

  class Bankhub {
    #options;
    #link = null;
    #dialog = null;
    #page = null;
    #watch = null;
    #hasSpoken = false;

    constructor(options = {}) {
      // Assumed: SePay names no default mode.
      this.#options = { mode: "modal", ...options };
      if (!MODES.includes(this.#options.mode)) {
        throw new Error(`mode is ${this.#options.mode}; expected one of ${MODES.join(", ")}`);
      }
    }

    /** Sets the page to open: the unchanged hosted_link_url of a link token. */
    initLink(hostedLinkUrl) {
      const link = new URL(hostedLinkUrl);
      if (link.protocol !== "https:" && link.protocol !== "http:") {
        throw new Error("the link must be the hosted_link_url of a link token");
      }
      this.#link = link;
    }

    /** Opens the page. Call it from a click: browsers block windows that no user requested. */
    open() {
      if (!this.#link) {
        throw new Error("call initLink with a hosted_link_url first");
      }
      this.destroy();
      if (this.#options.mode === "redirect") {
        window.location.assign(this.#link);
        return;
      }
      if (this.#options.mode === "modal" && !document.body) {
        // A script in the head runs before the body exists.
        document.addEventListener("DOMContentLoaded", this.#openLater, { once: true });
        return;
      }
      window.addEventListener("message", this.#hear);
      if (this.#options.mode === "modal") {
        this.#openModal();
      } else {
        this.#openWindow(this.#options.mode === "newTab" ? "" : "popup,width=480,height=800");
      }
    }

    /** Closes the page without a callback. */
    destroy() {
      document.removeEventListener("DOMContentLoaded", this.#openLater);
      window.removeEventListener("message", this.#hear);
      clearInterval(this.#watch);
      this.#dialog?.close();
      this.#dialog?.remove();
      if (!this.#dialog) {
        this.#page?.close();
      }
      this.#dialog = null;
      this.#page = null;
      this.#hasSpoken = false;
    }

    #openLater = () => this.open();

    #openWindow(features) {
      this.#page = window.open(this.#link, "_blank", features);
      if (!this.#page) {
        this.destroy();
        throw new Error(
          "the browser opened no window: call open() from a click; in a WebView, use the mode redirect",
        );
      }
      this.#watch = setInterval(() => {
        if (!this.#page.closed) {
          return;
        }
        clearInterval(this.#watch);
        if (this.#hasSpoken) {
          this.#exit();
        } else {
          this.#follow(this.#page);
        }
      }, SECOND / 2);
    }

    // If this page has a Cross-Origin-Opener-Policy, the browser separates the window from it: the window
    // looks closed, and its messages do not arrive. The hub's state says what the link comes to. Whether
    // the user closed the window remains unknown.
    async #follow(page) {
      let isOpen = false;
      let pause = SECOND;
      while (this.#page === page) {
        const state = await this.#state();
        if (this.#page !== page) {
          return;
        }
        if (state?.visited && !isOpen) {
          isOpen = true;
          this.#report(ownMessage("BANKHUB_OPEN"));
        } else if (state && !state.visited) {
          const canOpen = CAN_OPEN.includes(state.step);
          const event = isOpen ? ENDS.get(state.step) : "BANKHUB_TOKEN_EXPIRED";
          if (event && (isOpen || !canOpen)) {
            this.#report(ownMessage(event));
          }
          if (!canOpen) {
            return;
          }
          isOpen = false;
        }
        pause = state ? SECOND : Math.min(pause * 2, 60 * SECOND);
        await new Promise((resume) => setTimeout(resume, pause));
      }
    }

    /** Returns the step of the link, or null if the hub does not respond or a policy blocks the request. */
    async #state() {
      const url = new URL(this.#link);
      url.pathname += "/state";
      try {
        const response = await fetch(url, {
          cache: "no-store",
          credentials: "omit",
          referrerPolicy: "no-referrer",
        });
        return response.ok ? await response.json() : null;
      } catch {
        return null;
      }
    }

    #openModal() {
      const dialog = document.createElement("dialog");
      dialog.setAttribute("aria-label", "Bank Hub");
      Object.assign(dialog.style, {
        boxSizing: "border-box",
        width: "min(30rem, 100vw)",
        height: "min(50rem, 100vh)",
        maxWidth: "none",
        maxHeight: "none",
        padding: "2.75rem 0 0",
        border: "0",
        borderRadius: "0.75rem",
        overflow: "hidden",
      });

      const close = document.createElement("button");
      close.type = "button";
      close.textContent = "✕";
      close.setAttribute("aria-label", document.documentElement.lang === "vi" ? "Đóng" : "Close");
      Object.assign(close.style, {
        position: "absolute",
        top: "0",
        right: "0",
        width: "2.75rem",
        height: "2.75rem",
        border: "0",
        background: "none",
        color: "inherit",
        font: "inherit",
        cursor: "pointer",
      });
      close.addEventListener("click", () => this.#exit());

      const frame = document.createElement("iframe");
      frame.title = "Bank Hub";
      frame.allow = "clipboard-write";
      frame.autofocus = true;
      frame.src = this.#link;
      // Another process may render it, and the focus can be lost meanwhile.
      frame.addEventListener("load", () => {
        if (document.activeElement !== close) {
          frame.focus();
        }
      });
      Object.assign(frame.style, { display: "block", width: "100%", height: "100%", border: "0" });

      dialog.append(close, frame);
      dialog.addEventListener("cancel", (escaped) => {
        escaped.preventDefault();
        this.#exit();
      });
      document.body.append(dialog);
      dialog.showModal();
      this.#dialog = dialog;
      this.#page = frame.contentWindow;
    }

    // Any page can post a message. The SDK accepts messages only from the page that it opened, and
    // only while that page shows the hub.
    #hear = (message) => {
      if (message.origin !== this.#link.origin || message.source !== this.#page) {
        return;
      }
      this.#hasSpoken = true;
      this.#report(message.data);
    };

    #report(data) {
      const callback = CALLBACKS.get(data?.event);
      if (callback === "onExit") {
        this.destroy();
      }
      if (callback) {
        this.#call(callback, data);
      }
    }

    /** Handles a page that its user closed without an event. */
    #exit() {
      this.destroy();
      this.#call("onExit", ownMessage("BANKHUB_CLOSE_LINK"));
    }

    #call(callback, data) {
      const type = EXPIRED_TYPES.get(data.event);
      this.#options[callback]?.(type ? { ...data, expired_type: type } : data);
    }
  }

  window.Bankhub = Bankhub;
})();
