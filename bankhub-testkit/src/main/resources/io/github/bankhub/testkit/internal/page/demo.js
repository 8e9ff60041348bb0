// A merchant's page: asks its backend for a link token, opens the hosted page, and shows what comes.
(() => {
  "use strict";

  const BACKEND = location.pathname;
  const order = document.getElementById("order");
  const place = document.getElementById("place");
  const problem = document.getElementById("problem");
  let open = null;
  let shown = 0;

  const ask = async (path, init) => {
    const response = await fetch(BACKEND + path, init);
    const body = await response.json();
    if (!response.ok) {
      throw new Error(JSON.stringify(body.messages ?? body));
    }
    return body;
  };

  const note = (list, title, detail) => {
    const item = document.createElement("li");
    const name = document.createElement("strong");
    name.textContent = title;
    const rest = document.createElement("code");
    rest.textContent = JSON.stringify(detail);
    item.append(name, " ", rest);
    document.getElementById(list).append(item);
  };

  const showAccounts = async () => {
    const { accounts } = await ask("/accounts");
    order.bank_account_xid.replaceChildren(
      ...accounts.map((account) => new Option(account.text, account.xid)),
    );
  };

  const showWebhooks = async () => {
    const { webhooks } = await ask(`/webhooks/${open.xid}`);
    webhooks.slice(shown).forEach(({ event, ...rest }) => note("webhooks", event, rest));
    if (webhooks.length > shown) {
      await showAccounts();
    }
    shown = webhooks.length;
  };

  const openIn = {
    iframe: (link) => {
      const frame = document.createElement("iframe");
      frame.title = "Bank Hub";
      frame.allow = "clipboard-write";
      frame.height = 600;
      frame.src = link;
      place.replaceChildren(frame);
      const heard = (message) => {
        if (message.origin === new URL(link).origin && message.source === frame.contentWindow) {
          note("messages", message.data.event, message.data);
          if (message.data.event === "BANKHUB_CLOSE_LINK") {
            frame.remove();
          }
        }
      };
      window.addEventListener("message", heard);
      return () => {
        window.removeEventListener("message", heard);
        frame.remove();
      };
    },
    sdk: (link, mode) => {
      const sdk = new Bankhub({
        mode,
        onOpen: (data) => note("messages", "onOpen", data),
        onSuccess: (data) => note("messages", "onSuccess", data),
        onExit: (data) => note("messages", "onExit", data),
        onExpired: (data) => note("messages", "onExpired", data),
      });
      sdk.initLink(link);
      sdk.open();
      return () => sdk.destroy();
    },
  };

  order.addEventListener("submit", async (submitted) => {
    submitted.preventDefault();
    problem.textContent = "";
    const wanted = new FormData(order);
    const fields = {
      purpose: wanted.get("purpose"),
      language: wanted.get("language"),
      is_mobile_app: Number(wanted.get("is_mobile_app")),
    };
    if (wanted.has("redirect")) {
      fields.completion_redirect_uri = `${location.origin}${BACKEND}?back=1`;
    }
    if (fields.purpose === "UNLINK_BANK_ACCOUNT") {
      fields.bank_account_xid = wanted.get("bank_account_xid") ?? "";
    }
    try {
      const token = await ask("/link-token", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(fields),
      });
      open?.close();
      document.getElementById("messages").replaceChildren();
      document.getElementById("webhooks").replaceChildren();
      shown = 0;
      sessionStorage.setItem("xid", token.xid);
      const how = wanted.get("how");
      const close =
        how === "iframe"
          ? openIn.iframe(token.hosted_link_url)
          : openIn.sdk(token.hosted_link_url, how);
      open = { xid: token.xid, close };
    } catch (failed) {
      problem.textContent = failed.message;
    }
  });

  if (location.search.includes("back=1")) {
    document.getElementById("back").hidden = false;
    const xid = sessionStorage.getItem("xid");
    if (window.parent !== window || window.opener) {
      // In the frame or window of the hosted page, which had the whole page around it.
      order.hidden = true;
      document.querySelectorAll("section").forEach((section) => section.remove());
    } else if (xid) {
      open = { xid, close: () => {} };
    }
  }
  showAccounts();
  setInterval(() => {
    if (open && document.getElementById("webhooks")) {
      showWebhooks().catch(() => {});
    }
  }, 1000);
})();
