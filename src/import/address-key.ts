// What two spellings of one article's address have in common. Pure.

/** Parameters that say where a reader came from, and not what is read. */
const TRACKING =
  /^(?:utm_.*|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|cmpid|cmp|ref|ref_src|ocid|ito|smid|at_.*)$/i;

/** Host and path in one spelling, with the parameters that matter, in order. */
export function addressKey(address: string): string {
  const url = new URL(address);
  const host = url.hostname.replace(/^(?:www|m|amp|mobile)\.(?=.+\.)/, '');
  const path = url.pathname.replace(/\/amp\/?$|\/+$/, '');
  const parameters = [...url.searchParams].filter(([name]) => !TRACKING.test(name) && name !== 'amp').sort();
  return `${host}${path}${parameters.length > 0 ? `?${new URLSearchParams(parameters)}` : ''}`;
}
