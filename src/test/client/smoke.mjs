// What an application does with the generated client: service, token, password, address.
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const [service, token, password, email] = process.argv.slice(2);
const { Configuration, OperatorsApi, RegistrationsApi } = createRequire(import.meta.url)(
  process.cwd() + '/dist/index.js');

const callers = new RegistrationsApi(new Configuration({ basePath: service, accessToken: token }));
const request = { newRegistration: { email, name: 'Ada' }, idempotencyKey: email };
const registered = await callers.register(request);
assert.equal(registered.email, email);
assert.deepEqual(await callers.register(request), registered);
await assert.rejects(
  callers.register({ newRegistration: { email: 'none', name: 'Ada' } }),
  failure => failure.response.status === 400);

const operators = new OperatorsApi(
  new Configuration({ basePath: service, username: 'operator', password }));
const page = await operators.listRegistrations({ email });
assert.equal(page.registrations[0].id, registered.id);
console.log('registered', registered.id);
