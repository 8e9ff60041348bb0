// A merchant's page: asks its backend for a link token, opens the hosted page, and shows what comes.
(() => {
  "use strict";

  const BACKEND = location.pathname;
  const order = document.getElementById("order");
  const place = document.getElementById("place");
  const words = document.body.dataset;
  let open = null;
  let shown = 0;
  let lastData = "";

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

  const post = (path, fields) =>
    ask(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(fields),
    });

  /** Sends a form by an action, and shows its failure in the form. */
  const onSubmit = (form, action) =>
    form.addEventListener("submit", async (submitted) => {
      submitted.preventDefault();
      const problem = form.querySelector("[role=alert]");
      problem.textContent = "";
      try {
        await action(new FormData(form));
      } catch (failed) {
        problem.textContent = failed.message;
      }
    });

  const element = (tag, text, attributes = {}) =>
    Object.assign(document.createElement(tag), { textContent: text }, attributes);

  const row = (...cells) => {
    const shownRow = document.createElement("tr");
    shownRow.append(
      ...cells.map((cell) => {
        const data = document.createElement("td");
        data.append(...[cell].flat());
        return data;
      }),
    );
    return shownRow;
  };

  /** Replaces the options of a select, and chooses what was chosen before if it is still there. */
  const choose = (select, options) => {
    const chosen = select.value;
    select.replaceChildren(...options.map(({ text, xid }) => new Option(text, xid)));
    if (options.some(({ xid }) => xid === chosen)) {
      select.value = chosen;
    }
  };

  const companyRow = ({ xid, name, status, ready }) => {
    if (ready) {
      return row(name, status, words.yes);
    }
    const button = element("button", words.makeReady, { type: "button" });
    button.setAttribute("aria-label", `${words.makeReady}: ${name}`);
    button.addEventListener("click", async () => {
      await post(`/companies/${encodeURIComponent(xid)}/ipn`, {});
      await showData();
      document.querySelector("[aria-labelledby=companies-title][tabindex]").focus();
    });
    return row(name, status, [words.no, " ", button]);
  };

  const transactionRow = ({ at, account, amount, content, ipn }) => {
    const details = [...(ipn.attempts ?? []), ...(ipn.next ? [`${words.next} ${ipn.next}`] : [])];
    const state = [element("strong", words[ipn.state.toLowerCase()])];
    if (details.length > 0) {
      state.push(` (${details.join(", ")})`);
    }
    if (ipn.reason) {
      state.push(` (${words[ipn.reason.toLowerCase()]})`);
    }
    if (ipn.problem) {
      state.push(" ", element("span", ipn.problem, { lang: "en" }));
    }
    const shownRow = row(at, account, amount, content, state);
    shownRow.children[2].className = "number";
    return shownRow;
  };

  const showUnlinkable = (accounts) =>
    choose(
      order.bank_account_xid,
      accounts.filter((account) => account.company_xid === order.company_xid.value),
    );

  const showData = async () => {
    const data = await ask("/data");
    const text = JSON.stringify(data);
    if (text === lastData) {
      return;
    }
    lastData = text;
    choose(order.company_xid, data.companies.map(({ name, xid }) => ({ text: name, xid })));
    showUnlinkable(data.accounts);
    choose(
      document.getElementById("new-transaction").account,
      data.accounts.map(({ text: account, company, xid }) => ({
        text: `${account} · ${company}`,
        xid,
      })),
    );
    document.getElementById("receive").hidden = data.receives_ipn;
    document.getElementById("companies").replaceChildren(...data.companies.map(companyRow));
    document
      .getElementById("accounts")
      .replaceChildren(
        ...data.accounts.map(({ text: account, company, active }) =>
          row(account, company, active ? words.yes : words.no),
        ),
      );
    document
      .getElementById("transactions")
      .replaceChildren(...data.transactions.map(transactionRow));
  };

  const showWebhooks = async () => {
    const { webhooks } = await ask(`/webhooks/${open.xid}`);
    webhooks.slice(shown).forEach(({ event, ...rest }) => note("webhooks", event, rest));
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

  onSubmit(order, async (wanted) => {
    const fields = {
      company_xid: wanted.get("company_xid") ?? "",
      purpose: wanted.get("purpose"),
      language: wanted.get("language"),
      is_mobile_app: Number(wanted.get("is_mobile_app")),
    };
    if (wanted.has("redirect")) {
      const language = document.documentElement.lang;
      fields.completion_redirect_uri = `${location.origin}${BACKEND}?language=${language}&back=1`;
    }
    if (fields.purpose === "UNLINK_BANK_ACCOUNT") {
      fields.bank_account_xid = wanted.get("bank_account_xid") ?? "";
    }
    const token = await post("/link-token", fields);
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
  });

  order.company_xid.addEventListener("change", () =>
    showUnlinkable(JSON.parse(lastData).accounts),
  );

  const newCompany = document.getElementById("new-company");
  onSubmit(newCompany, async (wanted) => {
    const { data } = await post("/companies", { full_name: wanted.get("full_name") });
    newCompany.reset();
    await showData();
    order.company_xid.value = data.xid;
    order.company_xid.dispatchEvent(new Event("change"));
  });

  onSubmit(document.getElementById("new-transaction"), async (wanted) => {
    await post("/transactions", {
      bank_account_xid: wanted.get("account") ?? "",
      transfer_type: wanted.get("transfer_type"),
      amount: Number(wanted.get("amount")),
      transaction_content: wanted.get("content"),
    });
    await showData();
  });

  onSubmit(document.getElementById("receive"), async () => {
    await post("/ipn-receiver", {});
    await showData();
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
  const refresh = () => {
    if (document.getElementById("webhooks")) {
      showData().catch(() => {});
      if (open) {
        showWebhooks().catch(() => {});
      }
    }
  };
  refresh();
  setInterval(refresh, 1000);
})();
