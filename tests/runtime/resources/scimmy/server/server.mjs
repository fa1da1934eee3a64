// A SCIM server on SCIMMY, the common library for Node: resources in memory, behind a bearer token, on loopback.
// It prints its port, and ends when its standard input does.

import http from "node:http";
import crypto from "node:crypto";
import SCIMMY from "scimmy";

const BASE = "/scim/v2";
const TOKEN = process.env.SCIMMY_TOKEN;
const { Resources, Types } = SCIMMY;

SCIMMY.Config.set({ patch: true, filter: { supported: true, maxResults: 200 }, bulk: false, sort: true, etag: false });

function keep(type, nameOf) {
    const rows = new Map();
    type.ingress((resource, instance) => {
        const name = String(instance[nameOf]).toLowerCase();
        const id = resource.id ?? crypto.randomUUID();
        if (resource.id && !rows.has(id)) throw new Types.Error(404, null, `Resource ${id} not found`);
        if (nameOf === "userName" && [...rows].some(([key, row]) => key !== id && row[nameOf].toLowerCase() === name))
            throw new Types.Error(409, "uniqueness", `There is a ${nameOf} ${name}`);
        const row = JSON.parse(JSON.stringify({ ...instance, id }));
        rows.set(id, row);
        return structuredClone(row);
    });
    type.egress((resource) => {
        if (resource.id) {
            if (!rows.has(resource.id)) throw new Types.Error(404, null, `Resource ${resource.id} not found`);
            return structuredClone(rows.get(resource.id));
        }
        const all = structuredClone([...rows.values()]);
        return resource.filter ? resource.filter.match(all) : all;
    });
    type.degress((resource) => {
        if (!rows.delete(resource.id)) throw new Types.Error(404, null, `Resource ${resource.id} not found`);
    });
    return type;
}

Resources.declare(Resources.User.extend(SCIMMY.Schemas.EnterpriseUser, false));
Resources.declare(Resources.Group);
const KINDS = { Users: keep(Resources.User, "userName"), Groups: keep(Resources.Group, "displayName") };

async function answered(method, path, query, body) {
    const [kind, id] = path.slice(BASE.length + 1).split("/").map(decodeURIComponent);
    if (kind === "ServiceProviderConfig") return [200, await new Resources.ServiceProviderConfig(query).read()];
    const type = KINDS[kind];
    if (!type) throw new Types.Error(404, null, "Endpoint not found");
    if (!id && method === "GET") return [200, await new type(query).read()];
    if (!id && method === "POST") return [201, await new type(query).write(body)];
    const resource = new type(id, query);
    if (method === "GET") return [200, await resource.read()];
    if (method === "PUT") return [200, await resource.write(body)];
    if (method === "PATCH") {
        const changed = await resource.patch(body);
        return changed ? [200, changed] : [204];
    }
    if (method === "DELETE") return [204, await resource.dispose()];
    throw new Types.Error(405, null, "Method not allowed");
}

const server = http.createServer(async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    const query = Object.fromEntries(url.searchParams);
    let status = 500;
    let body;
    try {
        const chunks = [];
        for await (const chunk of request) chunks.push(chunk);
        if (request.headers.authorization !== `Bearer ${TOKEN}`) throw new Types.Error(401, null, "Unknown token");
        const text = Buffer.concat(chunks).toString();
        [status, body] = await answered(request.method, url.pathname, query, text ? JSON.parse(text) : undefined);
    } catch (error) {
        body = error instanceof Types.Error ? new SCIMMY.Messages.Error(error) : undefined;
        body ??= new SCIMMY.Messages.Error({ status: 500, message: String(error.stack ?? error) });
        status = Number(body.status);
    }
    response.writeHead(status, { "content-type": "application/scim+json" });
    response.end(body === undefined || status === 204 ? undefined : JSON.stringify(body));
});

server.listen(0, "127.0.0.1", () => console.log(server.address().port));
process.stdin.resume().on("end", () => process.exit(0));
