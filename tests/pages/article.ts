import type { Files } from "./archive";

/**
 * The kind of bundle that "AWS Proton — 101 and detailed code example" builds: a Lambda function behind
 * an API, with the mistakes that its author made and Proton let through. Our own words.
 */
export const article: Files = {
  "schema/schema.yaml": `schema:
  format:
    openapi: "3.0.0"
  service_input_type: "FunctionInput"
  types:
    FunctionInput:
      type: object
      description: "A function behind one path of an API"
      required: [api_path]
      properties:
        runtime:
          type: string
          description: "What the function is written for"
          enum: ["java8", "python3.13", "nodejs22.x"]
          default: "java8"
        http_method:
          type: string
          enum: ["GET", "POST", "PUT", "DELETE"]
          default: "get"
        api_path:
          type: string
          minLength: 1
          default: ""
`,
  "instance_infrastructure/manifest.yaml": `infrastructure:
  templates:
    - file: "cloudformation.yaml"
      rendering_engine: jinja
      template_language: cloudformation
`,
  "instance_infrastructure/cloudformation.yaml": `AWSTemplateFormatVersion: "2010-09-09"
Description: "{{ service_instance.inputs.http_method }} /{{ service_instance.inputs.api_path }}"
Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          - Effect: Allow
            Principal: {Service: lambda.amazonaws.com}
            Action: sts:AssumeRole
  Function:
    Type: AWS::Lambda::Function
    Properties:
      Handler: index.handler
      Runtime: {{ service_instance.inputs.runtime }}
      Role: !GetAtt Role.Arn
      Code:
        S3Bucket: code-of-the-service
        S3Key: function.zip
Outputs:
  FunctionArn:
    Value: !GetAtt Function.Arn
`,
  "spec/spec.yaml": `proton: ServiceSpec
instances:
  - name: "dev"
    environment: "api"
    spec:
      api_path: "items"
`,
};
