// openapi-typescript and openapi-fetch: token, create, list. Usage: tsx openapi-typescript.ts BASE_URL
import createClient from 'openapi-fetch';
import type { paths } from '../target/openapi-typescript/bankhub.js';
import { base, basic, check, company } from './hub.js';

const api = createClient<paths>({ baseUrl: base });

const token = await api.POST('/v1/token', { headers: { Authorization: await basic() } });
const headers = { Authorization: `Bearer ${check(token.data).access_token}` };

const created = await api.POST('/v1/link-token/create', {
  headers,
  body: { company_xid: company, purpose: 'LINK_BANK_ACCOUNT' },
});
check(created.data?.hosted_link_url);

const list = await api.GET('/v1/bank-account', { headers, params: { query: { company_xid: company } } });
check(list.data?.data[0]?.xid);
console.log('openapi-typescript: token, create, list');
