// The simulator's admin API.

export function adminClient(base) {
  async function call(method, path, body, type = 'application/json') {
    const answer = await fetch(base + path, {
      method,
      headers: body === undefined ? {} : { 'content-type': type },
      body: body === undefined ? undefined : type === 'application/json' ? JSON.stringify(body) : body
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${text.slice(0, 300)}`);
    return text ? JSON.parse(text) : null;
  }
  return {
    call,
    /** A phone scans: the one of this number, else the one that the connection's name decides. */
    scanQr: (qr, phone) => call('POST', `/admin/mock-phone/scan-qr${phone ? `?phone=${phone}` : ''}`, qr, 'text/plain'),
    createPhone: (name) => call('POST', '/admin/phones', { name }),
    send: (phone, to, text) => call('POST', `/admin/phones/${phone}/send`, { to, text }),
    inbox: (phone) => call('GET', `/admin/phone-inbox?phone=${phone}`),
    accounts: () => call('GET', '/admin/accounts'),
    /** Every file on the media host is gone from now on. */
    expireMedia: () => call('POST', '/admin/media/expire', { all: true }),
    faults: (body) => call('POST', '/admin/faults', body),
    violations: async () => (await call('GET', '/admin/violations')).violations,
    /**
     * Rules broken by anybody but a Baileys client, and by Baileys but for what is known of it: it sends lists,
     * buttons, answers to them and what is seen once without all that belongs beside them.
     */
    seriousViolations: async (isBaileys) =>
      (await call('GET', '/admin/violations')).violations.filter((v) => v.kind !== 'stanza_does_not_fit' || !isBaileys(v.from))
  };
}
