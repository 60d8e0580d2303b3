// Checks the forms for Backstage in a folder, and renders their skeletons as Backstage does.
//
// usage: backstage.mjs RESULT VALUES, where VALUES is a JSON file with the values of each form by its folder. Prints the rendered files as
// JSON, by their path. $BACKSTAGE_HOME has the packages with Backstage's schemas.
import assert from "node:assert";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import Ajv from "ajv";
import { load } from "js-yaml";
import { createTemplateRenderer } from "nunjitsu";
import nunjucks from "nunjucks";

const [result, valuesFile] = process.argv.slice(2);
const all = JSON.parse(fs.readFileSync(valuesFile, "utf8"));
const require = createRequire(import.meta.url);
const schema = (file) => require(path.join(process.env.BACKSTAGE_HOME, file)).default;

const ajv = new Ajv({ strict: false, logger: false });
for (const name of ["EntityMeta", "Entity"]) {
    ajv.addSchema(schema(`catalog-model/dist/schema/${name}.schema.json.cjs.js`));
}
ajv.addSchema(schema("catalog-model/dist/schema/shared/common.schema.json.cjs.js"));
const isTemplate = ajv.compile(schema("plugin-scaffolder-common/dist/Template.v1beta3.schema.json.cjs.js"));

// The engine of older versions of Backstage, and that of newer ones.
const older = new nunjucks.Environment(null, {
    autoescape: false,
    throwOnUndefined: false,
    tags: { variableStart: "${{", variableEnd: "}}" },
});
const newer = createTemplateRenderer();
const render = (text, context) => {
    const rendered = older.renderString(text, context);
    assert.equal(newer.render(text, context), rendered);
    return rendered;
};

const rendered = {};
for (const [folder, values] of Object.entries(all)) {
    const entity = load(fs.readFileSync(path.join(result, folder, "template.yaml"), "utf8"));
    assert(isTemplate(entity), JSON.stringify(isTemplate.errors));
    const names = new Set();
    for (const page of entity.spec.parameters) {
        const own = Object.keys(page.properties).filter((name) => name in values);
        Object.keys(page.properties).forEach((name) => names.add(name));
        const form = new Ajv({ strict: true, strictTypes: false, keywords: ["ui:field"] }).compile(page);
        assert(form(Object.fromEntries(own.map((name) => [name, values[name]]))), JSON.stringify(form.errors));
    }
    // Every value of the form is passed on.
    const input = entity.spec.steps[0].input;
    assert.deepEqual(new Set(Object.keys(input.values)), new Set([...names].filter((name) => name !== "repoUrl")));
    for (const [name, text] of Object.entries(input.values)) {
        assert.deepEqual(newer.renderValue(text, { parameters: values }), values[name]);
    }
    const skeleton = path.join(result, folder, input.url);
    for (const file of fs.readdirSync(skeleton, { recursive: true, withFileTypes: true })) {
        if (!file.isFile()) continue;
        const from = path.join(file.parentPath ?? file.path, file.name);
        const to = render(path.relative(skeleton, from), { values });
        rendered[to] = render(fs.readFileSync(from, "utf8"), { values });
    }
}
console.log(JSON.stringify(rendered));
