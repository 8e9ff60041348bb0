// openapi-generator's typescript-fetch: token, create, list. Usage: tsx typescript-fetch.ts BASE_URL
import {
  AccessTokenApi,
  BankAccountApi,
  Configuration,
  CreateLinkTokenRequestPurposeEnum,
  LinkTokenApi,
} from '../target/typescript-fetch/index.js';
import { base, check, company, credentials } from './hub.js';

const { client_id: username, client_secret: password } = await credentials();
const token = await new AccessTokenApi(
  new Configuration({ basePath: base, username, password }),
).createAccessToken();
const api = new Configuration({ basePath: base, accessToken: token.accessToken });

const created = await new LinkTokenApi(api).createLinkToken({
  createLinkTokenRequest: {
    companyXid: company,
    purpose: CreateLinkTokenRequestPurposeEnum.LinkBankAccount,
  },
});
check(created.hostedLinkUrl);

const list = await new BankAccountApi(api).listBankAccounts({ companyXid: company });
check(list.data[0]?.xid);
console.log('typescript-fetch: token, create, list');
