# Tanium SSO in Microsoft Entra, from nothing to people in Tanium Cloud: docs/guides/entra-to-tanium.md runs it.

terraform {
  required_version = ">= 1.11"

  required_providers {
    entra  = { source = "rolecall/entra", version = "~> 0.1.0" }
    tanium = { source = "rolecall/tanium", version = "~> 0.1.0" }
  }
}

# TANIUM_URL, TANIUM_API_TOKEN, ENTRA_TENANT_ID, ENTRA_CLIENT_ID and ENTRA_CLIENT_SECRET come from the environment.
provider "entra" {}

provider "tanium" {
  api_dialect = "platform"
}

variable "domain" {
  description = "The tenant's domain."
  type        = string
}

variable "people" {
  description = "Who looks at alerts: their names and departments, by what stands before the @."
  type        = map(object({ name = string, department = string }))
}

variable "initial_password" {
  description = "First password of new users; it is stored nowhere."
  type        = string
  ephemeral   = true
}

variable "tenant_url" {
  description = "SCIM API URL, where Tanium's Cloud Management Portal shows another one than tanium_scim_server."
  type        = string
  default     = null
}

variable "notification_email" {
  description = "Who is told where provisioning fails."
  type        = string
}

# Step 1: who is to have Tanium.

resource "entra_user" "people" {
  for_each            = var.people
  user_principal_name = "${each.key}@${var.domain}"
  display_name        = each.value.name
  department          = each.value.department
  mail_nickname       = each.key
  account_enabled     = true
  password_wo         = var.initial_password
  password_wo_version = 1
}

resource "entra_group" "analysts" {
  display_name  = "Security analysts"
  mail_nickname = "security-analysts"
  members       = [for each in entra_user.people : each.id]
}

# Step 2: SCIM in Tanium Cloud. A new token is handed over in the run that makes it.

resource "tanium_scim_server" "entra" {
  name               = "entra"
  expire_in_days     = 365
  rotate_before_days = 30
}

# Step 3: Tanium SSO from the gallery.

resource "entra_gallery_application" "tanium" {
  template     = "Tanium SSO"
  display_name = "Tanium SSO"
}

# Step 5: the connection, which is tried before it is saved, the job, and what becomes of users and groups.

resource "entra_provisioning_credentials" "tanium" {
  service_principal_id          = entra_gallery_application.tanium.id
  tenant_url                    = coalesce(var.tenant_url, tanium_scim_server.entra.scim_url)
  secret_token_wo               = tanium_scim_server.entra.token
  secret_token_wo_version       = tonumber(tanium_scim_server.entra.id)
  notification_email            = var.notification_email
  accidental_deletion_threshold = 50
}

resource "entra_provisioning_job" "tanium" {
  service_principal_id = entra_gallery_application.tanium.id
  template_id          = "scim"
  enabled              = true
  depends_on           = [entra_provisioning_credentials.tanium]
}

resource "entra_provisioning_mapping" "user" {
  service_principal_id = entra_gallery_application.tanium.id
  job_id               = entra_provisioning_job.tanium.job_id
  object               = "user"

  attributes = [
    { target = "userName", source = "userPrincipalName", type = "Attribute", matching_priority = 1 },
    { target = "active", source = "Not([IsSoftDeleted])", type = "Function" },
    { target = "displayName", source = "displayName", type = "Attribute" },
    { target = "externalId", source = "objectId", type = "Attribute" },
  ]

  scoping_filters = [{
    name    = "Security"
    clauses = [{ attribute = "department", operator = "EQUALS", values = ["Security"] }]
  }]
}

resource "entra_provisioning_mapping" "group" {
  service_principal_id = entra_gallery_application.tanium.id
  job_id               = entra_provisioning_job.tanium.job_id
  object               = "group"

  attributes = [
    { target = "displayName", source = "displayName", type = "Attribute", matching_priority = 1 },
    { target = "externalId", source = "objectId", type = "Attribute" },
    { target = "members", source = "members", type = "Attribute" },
  ]
}

# Step 4, last: nobody is in scope before all else stands.

resource "entra_app_role_assignment" "analysts" {
  resource_id  = entra_gallery_application.tanium.id
  principal_id = entra_group.analysts.id
  app_role_id  = one([for each in entra_gallery_application.tanium.app_roles : each.id if each.display_name == "User"])
  depends_on   = [entra_provisioning_mapping.user, entra_provisioning_mapping.group]
}

# Step 6: what the job is doing, and what it did for whom.

data "entra_provisioning_status" "tanium" {
  service_principal_id = entra_gallery_application.tanium.id
  job_id               = entra_provisioning_job.tanium.job_id
}

data "entra_provisioning_logs" "tanium" {
  service_principal_id = entra_gallery_application.tanium.id
}

output "job" {
  value = data.entra_provisioning_status.tanium.state
}

output "provisioned" {
  value = [for each in data.entra_provisioning_logs.tanium.logs : "${each.action} ${each.subject_name}: ${each.status}${each.reason == null ? "" : ", ${each.reason}"}"]
}
