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

  class Bankhub {
    #options;
    #link = null;
    #dialog = null;
    #page = null;
    #watch = null;

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
      window.addEventListener("message", this.#hear);
      if (this.#options.mode === "modal") {
        this.#openModal();
      } else {
        this.#openWindow(this.#options.mode === "newTab" ? "" : "popup,width=480,height=800");
      }
    }

    /** Closes the page without a callback. */
    destroy() {
      window.removeEventListener("message", this.#hear);
      clearInterval(this.#watch);
      this.#dialog?.close();
      this.#dialog?.remove();
      if (!this.#dialog) {
        this.#page?.close();
      }
      this.#dialog = null;
      this.#page = null;
    }

    #openWindow(features) {
      this.#page = window.open(this.#link, "_blank", features);
      if (!this.#page) {
        this.destroy();
        throw new Error("the browser blocked the window; call open() from a click");
      }
      this.#watch = setInterval(() => {
        if (this.#page.closed) {
          this.#exit();
        }
      }, 500);
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
      const callback = CALLBACKS.get(message.data?.event);
      if (callback === "onExit") {
        this.destroy();
      }
      if (callback) {
        this.#call(callback, message.data);
      }
    };

    /** Handles a page that its user closed without an event. */
    #exit() {
      this.destroy();
      this.#call("onExit", {
        event: "BANKHUB_CLOSE_LINK",
        metadata: { account_number: null, account_type: null },
        timestamp: String(Math.floor(Date.now() / 1000)),
      });
    }

    #call(callback, data) {
      const type = EXPIRED_TYPES.get(data.event);
      this.#options[callback]?.(type ? { ...data, expired_type: type } : data);
    }
  }

  window.Bankhub = Bankhub;
})();
