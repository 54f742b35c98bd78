# Made by `python -m inference_platform_bindings.generate`; do not edit.

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from constructs import Construct

from inference_platform_bindings.metadata import ObjectMeta as ObjectMeta
from inference_platform_bindings.resource import Metadata, Resource
from inference_platform_bindings.struct import Struct

class AppProject(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: AppProjectSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: AppProjectSpec,
    ) -> dict[str, Any]: ...

class Application(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: ApplicationSpec,
        operation: ApplicationOperation | None = ...,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: ApplicationSpec,
        operation: ApplicationOperation | None = ...,
    ) -> dict[str, Any]: ...

class ApplicationSet(Resource):
    def __init__(
        self,
        scope: Construct,
        id: str,
        *,
        metadata: Metadata,
        spec: ApplicationSetSpec,
    ) -> None: ...
    @classmethod
    def manifest_of(
        cls,
        *,
        metadata: Metadata,
        spec: ApplicationSetSpec,
    ) -> dict[str, Any]: ...

class AppProjectSpec(Struct):
    def __init__(
        self,
        *,
        cluster_resource_blacklist: Sequence[AppProjectSpecClusterResourceBlacklist] | None = ...,
        cluster_resource_whitelist: Sequence[AppProjectSpecClusterResourceBlacklist] | None = ...,
        description: str | None = ...,
        destination_service_accounts: Sequence[AppProjectSpecDestinationServiceAccounts] | None = ...,
        destinations: Sequence[AppProjectSpecDestinations] | None = ...,
        namespace_resource_blacklist: Sequence[AppProjectSpecNamespaceResourceBlacklist] | None = ...,
        namespace_resource_whitelist: Sequence[AppProjectSpecNamespaceResourceBlacklist] | None = ...,
        orphaned_resources: AppProjectSpecOrphanedResources | None = ...,
        permit_only_project_scoped_clusters: bool | None = ...,
        roles: Sequence[AppProjectSpecRoles] | None = ...,
        signature_keys: Sequence[AppProjectSpecSignatureKeys] | None = ...,
        source_integrity: AppProjectSpecSourceIntegrity | None = ...,
        source_namespaces: Sequence[str] | None = ...,
        source_repos: Sequence[str] | None = ...,
        sync_windows: Sequence[AppProjectSpecSyncWindows] | None = ...,
    ) -> None: ...

class AppProjectSpecClusterResourceBlacklist(Struct):
    def __init__(
        self,
        *,
        group: str,
        kind: str,
        name: str | None = ...,
    ) -> None: ...

class AppProjectSpecDestinationServiceAccounts(Struct):
    def __init__(
        self,
        *,
        default_service_account: str,
        server: str,
        namespace: str | None = ...,
    ) -> None: ...

class AppProjectSpecDestinations(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
        namespace: str | None = ...,
        server: str | None = ...,
    ) -> None: ...

class AppProjectSpecNamespaceResourceBlacklist(Struct):
    def __init__(
        self,
        *,
        group: str,
        kind: str,
    ) -> None: ...

class AppProjectSpecOrphanedResources(Struct):
    def __init__(
        self,
        *,
        ignore: Sequence[AppProjectSpecOrphanedResourcesIgnore] | None = ...,
        warn: bool | None = ...,
    ) -> None: ...

class AppProjectSpecOrphanedResourcesIgnore(Struct):
    def __init__(
        self,
        *,
        group: str | None = ...,
        kind: str | None = ...,
        name: str | None = ...,
    ) -> None: ...

class AppProjectSpecRoles(Struct):
    def __init__(
        self,
        *,
        name: str,
        description: str | None = ...,
        groups: Sequence[str] | None = ...,
        jwt_tokens: Sequence[AppProjectSpecRolesJwtTokens] | None = ...,
        policies: Sequence[str] | None = ...,
    ) -> None: ...

class AppProjectSpecRolesJwtTokens(Struct):
    def __init__(
        self,
        *,
        iat: int,
        exp: int | None = ...,
        id: str | None = ...,
    ) -> None: ...

class AppProjectSpecSignatureKeys(Struct):
    def __init__(
        self,
        *,
        key_id: str,
    ) -> None: ...

class AppProjectSpecSourceIntegrity(Struct):
    def __init__(
        self,
        *,
        git: AppProjectSpecSourceIntegrityGit,
    ) -> None: ...

class AppProjectSpecSourceIntegrityGit(Struct):
    def __init__(
        self,
        *,
        policies: Sequence[AppProjectSpecSourceIntegrityGitPolicies],
    ) -> None: ...

class AppProjectSpecSourceIntegrityGitPolicies(Struct):
    def __init__(
        self,
        *,
        gpg: AppProjectSpecSourceIntegrityGitPoliciesGpg,
        repos: Sequence[AppProjectSpecSourceIntegrityGitPoliciesRepos],
    ) -> None: ...

class AppProjectSpecSourceIntegrityGitPoliciesGpg(Struct):
    def __init__(
        self,
        *,
        keys: Sequence[str],
        mode: str,
    ) -> None: ...

class AppProjectSpecSourceIntegrityGitPoliciesRepos(Struct):
    def __init__(
        self,
        *,
        url: str,
    ) -> None: ...

class AppProjectSpecSyncWindows(Struct):
    def __init__(
        self,
        *,
        and_operator: bool | None = ...,
        applications: Sequence[str] | None = ...,
        clusters: Sequence[str] | None = ...,
        description: str | None = ...,
        duration: str | None = ...,
        kind: str | None = ...,
        manual_sync: bool | None = ...,
        namespaces: Sequence[str] | None = ...,
        schedule: str | None = ...,
        sync_overrun: bool | None = ...,
        time_zone: str | None = ...,
    ) -> None: ...

class ApplicationOperation(Struct):
    def __init__(
        self,
        *,
        info: Sequence[ApplicationSpecInfo] | None = ...,
        initiated_by: ApplicationOperationInitiatedBy | None = ...,
        retry: ApplicationOperationRetry | None = ...,
        sync: ApplicationOperationSync | None = ...,
    ) -> None: ...

class ApplicationOperationInitiatedBy(Struct):
    def __init__(
        self,
        *,
        automated: bool | None = ...,
        username: str | None = ...,
    ) -> None: ...

class ApplicationOperationRetry(Struct):
    def __init__(
        self,
        *,
        backoff: ApplicationOperationRetryBackoff | None = ...,
        limit: int | None = ...,
        refresh: bool | None = ...,
    ) -> None: ...

class ApplicationOperationRetryBackoff(Struct):
    def __init__(
        self,
        *,
        duration: str | None = ...,
        factor: int | None = ...,
        max_duration: str | None = ...,
    ) -> None: ...

class ApplicationOperationSync(Struct):
    def __init__(
        self,
        *,
        auto_heal_attempts_count: int | None = ...,
        dry_run: bool | None = ...,
        manifests: Sequence[str] | None = ...,
        prune: bool | None = ...,
        resources: Sequence[ApplicationOperationSyncResources] | None = ...,
        revision: str | None = ...,
        revisions: Sequence[str] | None = ...,
        source: ApplicationSpecSource | None = ...,
        sources: Sequence[ApplicationSpecSource] | None = ...,
        sync_options: Sequence[str] | None = ...,
        sync_strategy: ApplicationOperationSyncSyncStrategy | None = ...,
    ) -> None: ...

class ApplicationOperationSyncResources(Struct):
    def __init__(
        self,
        *,
        kind: str,
        name: str,
        group: str | None = ...,
        namespace: str | None = ...,
    ) -> None: ...

class ApplicationOperationSyncSyncStrategy(Struct):
    def __init__(
        self,
        *,
        apply: ApplicationOperationSyncSyncStrategyHook | None = ...,
        hook: ApplicationOperationSyncSyncStrategyHook | None = ...,
    ) -> None: ...

class ApplicationOperationSyncSyncStrategyHook(Struct):
    def __init__(
        self,
        *,
        force: bool | None = ...,
    ) -> None: ...

class ApplicationSetSpec(Struct):
    def __init__(
        self,
        *,
        generators: Sequence[ApplicationSetSpecGenerators],
        template: ApplicationSetSpecTemplate,
        apply_nested_selectors: bool | None = ...,
        go_template: bool | None = ...,
        go_template_options: Sequence[str] | None = ...,
        ignore_application_differences: Sequence[ApplicationSetSpecIgnoreApplicationDifferences] | None = ...,
        preserved_fields: ApplicationSetSpecPreservedFields | None = ...,
        strategy: ApplicationSetSpecStrategy | None = ...,
        sync_policy: ApplicationSetSpecSyncPolicy | None = ...,
        template_patch: str | None = ...,
    ) -> None: ...

class ApplicationSetSpecGenerators(Struct):
    def __init__(
        self,
        *,
        cluster_decision_resource: ApplicationSetSpecGeneratorsClusterDecisionResource | None = ...,
        clusters: ApplicationSetSpecGeneratorsClusters | None = ...,
        git: ApplicationSetSpecGeneratorsGit | None = ...,
        list: ApplicationSetSpecGeneratorsList | None = ...,
        matrix: ApplicationSetSpecGeneratorsMatrix | None = ...,
        merge: ApplicationSetSpecGeneratorsMerge | None = ...,
        plugin: ApplicationSetSpecGeneratorsPlugin | None = ...,
        pull_request: ApplicationSetSpecGeneratorsPullRequest | None = ...,
        scm_provider: ApplicationSetSpecGeneratorsScmProvider | None = ...,
        selector: ApplicationSetSpecGeneratorsSelector | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsClusterDecisionResource(Struct):
    def __init__(
        self,
        *,
        config_map_ref: str,
        label_selector: ApplicationSetSpecGeneratorsSelector | None = ...,
        name: str | None = ...,
        requeue_after_seconds: int | None = ...,
        template: ApplicationSetSpecTemplate | None = ...,
        values: Mapping[str, str] | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsClusters(Struct):
    def __init__(
        self,
        *,
        flat_list: bool | None = ...,
        selector: ApplicationSetSpecGeneratorsSelector | None = ...,
        template: ApplicationSetSpecTemplate | None = ...,
        values: Mapping[str, str] | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsGit(Struct):
    def __init__(
        self,
        *,
        repo_url: str,
        revision: str,
        directories: Sequence[ApplicationSetSpecGeneratorsGitFiles] | None = ...,
        files: Sequence[ApplicationSetSpecGeneratorsGitFiles] | None = ...,
        path_param_prefix: str | None = ...,
        requeue_after_seconds: int | None = ...,
        template: ApplicationSetSpecTemplate | None = ...,
        values: Mapping[str, str] | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsGitFiles(Struct):
    def __init__(
        self,
        *,
        path: str,
        exclude: bool | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsList(Struct):
    def __init__(
        self,
        *,
        elements: Sequence[Any] | None = ...,
        elements_yaml: str | None = ...,
        template: ApplicationSetSpecTemplate | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsMatrix(Struct):
    def __init__(
        self,
        *,
        generators: Sequence[ApplicationSetSpecGeneratorsMergeGenerators],
        template: ApplicationSetSpecTemplate | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsMerge(Struct):
    def __init__(
        self,
        *,
        generators: Sequence[ApplicationSetSpecGeneratorsMergeGenerators],
        merge_keys: Sequence[str],
        template: ApplicationSetSpecTemplate | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsMergeGenerators(Struct):
    def __init__(
        self,
        *,
        cluster_decision_resource: ApplicationSetSpecGeneratorsClusterDecisionResource | None = ...,
        clusters: ApplicationSetSpecGeneratorsClusters | None = ...,
        git: ApplicationSetSpecGeneratorsGit | None = ...,
        list: ApplicationSetSpecGeneratorsList | None = ...,
        matrix: Any | None = ...,
        merge: Any | None = ...,
        plugin: ApplicationSetSpecGeneratorsPlugin | None = ...,
        pull_request: ApplicationSetSpecGeneratorsPullRequest | None = ...,
        scm_provider: ApplicationSetSpecGeneratorsScmProvider | None = ...,
        selector: ApplicationSetSpecGeneratorsSelector | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsPlugin(Struct):
    def __init__(
        self,
        *,
        config_map_ref: ApplicationSetSpecGeneratorsPluginConfigMapRef,
        input: ApplicationSetSpecGeneratorsPluginInput | None = ...,
        requeue_after_seconds: int | None = ...,
        template: ApplicationSetSpecTemplate | None = ...,
        values: Mapping[str, str] | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsPluginConfigMapRef(Struct):
    def __init__(
        self,
        *,
        name: str,
    ) -> None: ...

class ApplicationSetSpecGeneratorsPluginInput(Struct):
    def __init__(
        self,
        *,
        parameters: Mapping[str, Any] | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsPullRequest(Struct):
    def __init__(
        self,
        *,
        azuredevops: ApplicationSetSpecGeneratorsPullRequestAzuredevops | None = ...,
        bitbucket: ApplicationSetSpecGeneratorsPullRequestBitbucket | None = ...,
        bitbucket_server: ApplicationSetSpecGeneratorsPullRequestBitbucketServer | None = ...,
        continue_on_repo_not_found_error: bool | None = ...,
        filters: Sequence[ApplicationSetSpecGeneratorsPullRequestFilters] | None = ...,
        gitea: ApplicationSetSpecGeneratorsPullRequestGitea | None = ...,
        github: ApplicationSetSpecGeneratorsPullRequestGithub | None = ...,
        gitlab: ApplicationSetSpecGeneratorsPullRequestGitlab | None = ...,
        requeue_after_seconds: int | None = ...,
        template: ApplicationSetSpecTemplate | None = ...,
        values: Mapping[str, str] | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsPullRequestAzuredevops(Struct):
    def __init__(
        self,
        *,
        organization: str,
        project: str,
        repo: str,
        api: str | None = ...,
        labels: Sequence[str] | None = ...,
        token_ref: ApplicationSetSpecGeneratorsPullRequestGiteaTokenRef | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsPullRequestBitbucket(Struct):
    def __init__(
        self,
        *,
        owner: str,
        repo: str,
        api: str | None = ...,
        basic_auth: ApplicationSetSpecGeneratorsPullRequestBitbucketBasicAuth | None = ...,
        bearer_token: ApplicationSetSpecGeneratorsPullRequestBitbucketBearerToken | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsPullRequestBitbucketBasicAuth(Struct):
    def __init__(
        self,
        *,
        password_ref: ApplicationSetSpecGeneratorsPullRequestGiteaTokenRef,
        username: str,
    ) -> None: ...

class ApplicationSetSpecGeneratorsPullRequestBitbucketBearerToken(Struct):
    def __init__(
        self,
        *,
        token_ref: ApplicationSetSpecGeneratorsPullRequestGiteaTokenRef,
    ) -> None: ...

class ApplicationSetSpecGeneratorsPullRequestBitbucketServer(Struct):
    def __init__(
        self,
        *,
        api: str,
        project: str,
        repo: str,
        basic_auth: ApplicationSetSpecGeneratorsPullRequestBitbucketBasicAuth | None = ...,
        bearer_token: ApplicationSetSpecGeneratorsPullRequestBitbucketBearerToken | None = ...,
        ca_ref: ApplicationSetSpecGeneratorsPullRequestGitlabCaRef | None = ...,
        insecure: bool | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsPullRequestFilters(Struct):
    def __init__(
        self,
        *,
        branch_match: str | None = ...,
        target_branch_match: str | None = ...,
        title_match: str | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsPullRequestGitea(Struct):
    def __init__(
        self,
        *,
        api: str,
        owner: str,
        repo: str,
        insecure: bool | None = ...,
        labels: Sequence[str] | None = ...,
        token_ref: ApplicationSetSpecGeneratorsPullRequestGiteaTokenRef | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsPullRequestGiteaTokenRef(Struct):
    def __init__(
        self,
        *,
        key: str,
        secret_name: str,
    ) -> None: ...

class ApplicationSetSpecGeneratorsPullRequestGithub(Struct):
    def __init__(
        self,
        *,
        owner: str,
        repo: str,
        api: str | None = ...,
        app_secret_name: str | None = ...,
        labels: Sequence[str] | None = ...,
        token_ref: ApplicationSetSpecGeneratorsPullRequestGiteaTokenRef | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsPullRequestGitlab(Struct):
    def __init__(
        self,
        *,
        project: str,
        api: str | None = ...,
        ca_ref: ApplicationSetSpecGeneratorsPullRequestGitlabCaRef | None = ...,
        insecure: bool | None = ...,
        labels: Sequence[str] | None = ...,
        pull_request_state: str | None = ...,
        token_ref: ApplicationSetSpecGeneratorsPullRequestGiteaTokenRef | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsPullRequestGitlabCaRef(Struct):
    def __init__(
        self,
        *,
        config_map_name: str,
        key: str,
    ) -> None: ...

class ApplicationSetSpecGeneratorsScmProvider(Struct):
    def __init__(
        self,
        *,
        aws_code_commit: ApplicationSetSpecGeneratorsScmProviderAwsCodeCommit | None = ...,
        azure_dev_ops: ApplicationSetSpecGeneratorsScmProviderAzureDevOps | None = ...,
        bitbucket: ApplicationSetSpecGeneratorsScmProviderBitbucket | None = ...,
        bitbucket_server: ApplicationSetSpecGeneratorsScmProviderBitbucketServer | None = ...,
        clone_protocol: str | None = ...,
        filters: Sequence[ApplicationSetSpecGeneratorsScmProviderFilters] | None = ...,
        gitea: ApplicationSetSpecGeneratorsScmProviderGitea | None = ...,
        github: ApplicationSetSpecGeneratorsScmProviderGithub | None = ...,
        gitlab: ApplicationSetSpecGeneratorsScmProviderGitlab | None = ...,
        requeue_after_seconds: int | None = ...,
        template: ApplicationSetSpecTemplate | None = ...,
        values: Mapping[str, str] | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsScmProviderAwsCodeCommit(Struct):
    def __init__(
        self,
        *,
        all_branches: bool | None = ...,
        region: str | None = ...,
        role: str | None = ...,
        tag_filters: Sequence[ApplicationSetSpecGeneratorsScmProviderAwsCodeCommitTagFilters] | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsScmProviderAwsCodeCommitTagFilters(Struct):
    def __init__(
        self,
        *,
        key: str,
        value: str | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsScmProviderAzureDevOps(Struct):
    def __init__(
        self,
        *,
        access_token_ref: ApplicationSetSpecGeneratorsPullRequestGiteaTokenRef,
        organization: str,
        team_project: str,
        all_branches: bool | None = ...,
        api: str | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsScmProviderBitbucket(Struct):
    def __init__(
        self,
        *,
        app_password_ref: ApplicationSetSpecGeneratorsPullRequestGiteaTokenRef,
        owner: str,
        user: str,
        all_branches: bool | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsScmProviderBitbucketServer(Struct):
    def __init__(
        self,
        *,
        api: str,
        project: str,
        all_branches: bool | None = ...,
        basic_auth: ApplicationSetSpecGeneratorsPullRequestBitbucketBasicAuth | None = ...,
        bearer_token: ApplicationSetSpecGeneratorsPullRequestBitbucketBearerToken | None = ...,
        ca_ref: ApplicationSetSpecGeneratorsPullRequestGitlabCaRef | None = ...,
        insecure: bool | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsScmProviderFilters(Struct):
    def __init__(
        self,
        *,
        branch_match: str | None = ...,
        label_match: str | None = ...,
        paths_do_not_exist: Sequence[str] | None = ...,
        paths_exist: Sequence[str] | None = ...,
        repository_match: str | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsScmProviderGitea(Struct):
    def __init__(
        self,
        *,
        api: str,
        owner: str,
        all_branches: bool | None = ...,
        exclude_archived_repos: bool | None = ...,
        insecure: bool | None = ...,
        token_ref: ApplicationSetSpecGeneratorsPullRequestGiteaTokenRef | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsScmProviderGithub(Struct):
    def __init__(
        self,
        *,
        organization: str,
        all_branches: bool | None = ...,
        api: str | None = ...,
        app_secret_name: str | None = ...,
        exclude_archived_repos: bool | None = ...,
        token_ref: ApplicationSetSpecGeneratorsPullRequestGiteaTokenRef | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsScmProviderGitlab(Struct):
    def __init__(
        self,
        *,
        group: str,
        all_branches: bool | None = ...,
        api: str | None = ...,
        ca_ref: ApplicationSetSpecGeneratorsPullRequestGitlabCaRef | None = ...,
        include_archived_repos: bool | None = ...,
        include_shared_projects: bool | None = ...,
        include_subgroups: bool | None = ...,
        insecure: bool | None = ...,
        token_ref: ApplicationSetSpecGeneratorsPullRequestGiteaTokenRef | None = ...,
        topic: str | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsSelector(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[ApplicationSetSpecGeneratorsSelectorMatchExpressions] | None = ...,
        match_labels: Mapping[str, str] | None = ...,
    ) -> None: ...

class ApplicationSetSpecGeneratorsSelectorMatchExpressions(Struct):
    def __init__(
        self,
        *,
        key: str,
        operator: str,
        values: Sequence[str] | None = ...,
    ) -> None: ...

class ApplicationSetSpecIgnoreApplicationDifferences(Struct):
    def __init__(
        self,
        *,
        jq_path_expressions: Sequence[str] | None = ...,
        json_pointers: Sequence[str] | None = ...,
        name: str | None = ...,
    ) -> None: ...

class ApplicationSetSpecPreservedFields(Struct):
    def __init__(
        self,
        *,
        annotations: Sequence[str] | None = ...,
        labels: Sequence[str] | None = ...,
    ) -> None: ...

class ApplicationSetSpecStrategy(Struct):
    def __init__(
        self,
        *,
        deletion_order: str | None = ...,
        rolling_sync: ApplicationSetSpecStrategyRollingSync | None = ...,
        type: str | None = ...,
    ) -> None: ...

class ApplicationSetSpecStrategyRollingSync(Struct):
    def __init__(
        self,
        *,
        steps: Sequence[ApplicationSetSpecStrategyRollingSyncSteps] | None = ...,
    ) -> None: ...

class ApplicationSetSpecStrategyRollingSyncSteps(Struct):
    def __init__(
        self,
        *,
        match_expressions: Sequence[ApplicationSetSpecStrategyRollingSyncStepsMatchExpressions] | None = ...,
        max_update: int | str | None = ...,
    ) -> None: ...

class ApplicationSetSpecStrategyRollingSyncStepsMatchExpressions(Struct):
    def __init__(
        self,
        *,
        key: str | None = ...,
        operator: str | None = ...,
        values: Sequence[str] | None = ...,
    ) -> None: ...

class ApplicationSetSpecSyncPolicy(Struct):
    def __init__(
        self,
        *,
        applications_sync: Literal['create-only', 'create-update', 'create-delete', 'sync'] | None = ...,
        preserve_resources_on_deletion: bool | None = ...,
    ) -> None: ...

class ApplicationSetSpecTemplate(Struct):
    def __init__(
        self,
        *,
        metadata: ApplicationSetSpecTemplateMetadata,
        spec: ApplicationSpec,
    ) -> None: ...

class ApplicationSetSpecTemplateMetadata(Struct):
    def __init__(
        self,
        *,
        annotations: Mapping[str, str] | None = ...,
        finalizers: Sequence[str] | None = ...,
        labels: Mapping[str, str] | None = ...,
        name: str | None = ...,
        namespace: str | None = ...,
    ) -> None: ...

class ApplicationSpec(Struct):
    def __init__(
        self,
        *,
        destination: AppProjectSpecDestinations,
        project: str,
        ignore_differences: Sequence[ApplicationSpecIgnoreDifferences] | None = ...,
        info: Sequence[ApplicationSpecInfo] | None = ...,
        revision_history_limit: int | None = ...,
        source: ApplicationSpecSource | None = ...,
        source_hydrator: ApplicationSpecSourceHydrator | None = ...,
        sources: Sequence[ApplicationSpecSource] | None = ...,
        sync_policy: ApplicationSpecSyncPolicy | None = ...,
    ) -> None: ...

class ApplicationSpecIgnoreDifferences(Struct):
    def __init__(
        self,
        *,
        kind: str,
        group: str | None = ...,
        jq_path_expressions: Sequence[str] | None = ...,
        json_pointers: Sequence[str] | None = ...,
        managed_fields_managers: Sequence[str] | None = ...,
        name: str | None = ...,
        namespace: str | None = ...,
    ) -> None: ...

class ApplicationSpecInfo(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
    ) -> None: ...

class ApplicationSpecSource(Struct):
    def __init__(
        self,
        *,
        repo_url: str,
        chart: str | None = ...,
        directory: ApplicationSpecSourceDirectory | None = ...,
        helm: ApplicationSpecSourceHelm | None = ...,
        kustomize: ApplicationSpecSourceKustomize | None = ...,
        name: str | None = ...,
        path: str | None = ...,
        plugin: ApplicationSpecSourcePlugin | None = ...,
        ref: str | None = ...,
        tag_prefix: str | None = ...,
        target_revision: str | None = ...,
    ) -> None: ...

class ApplicationSpecSourceDirectory(Struct):
    def __init__(
        self,
        *,
        exclude: str | None = ...,
        include: str | None = ...,
        jsonnet: ApplicationSpecSourceDirectoryJsonnet | None = ...,
        recurse: bool | None = ...,
    ) -> None: ...

class ApplicationSpecSourceDirectoryJsonnet(Struct):
    def __init__(
        self,
        *,
        ext_vars: Sequence[ApplicationSpecSourceDirectoryJsonnetTlas] | None = ...,
        libs: Sequence[str] | None = ...,
        tlas: Sequence[ApplicationSpecSourceDirectoryJsonnetTlas] | None = ...,
    ) -> None: ...

class ApplicationSpecSourceDirectoryJsonnetTlas(Struct):
    def __init__(
        self,
        *,
        name: str,
        value: str,
        code: bool | None = ...,
    ) -> None: ...

class ApplicationSpecSourceHelm(Struct):
    def __init__(
        self,
        *,
        api_versions: Sequence[str] | None = ...,
        file_parameters: Sequence[ApplicationSpecSourceHelmFileParameters] | None = ...,
        ignore_missing_value_files: bool | None = ...,
        kube_version: str | None = ...,
        namespace: str | None = ...,
        parameters: Sequence[ApplicationSpecSourceHelmParameters] | None = ...,
        pass_credentials: bool | None = ...,
        release_name: str | None = ...,
        skip_crds: bool | None = ...,
        skip_schema_validation: bool | None = ...,
        skip_tests: bool | None = ...,
        value_files: Sequence[str] | None = ...,
        values: str | None = ...,
        values_object: Mapping[str, Any] | None = ...,
        version: str | None = ...,
    ) -> None: ...

class ApplicationSpecSourceHelmFileParameters(Struct):
    def __init__(
        self,
        *,
        name: str | None = ...,
        path: str | None = ...,
    ) -> None: ...

class ApplicationSpecSourceHelmParameters(Struct):
    def __init__(
        self,
        *,
        force_string: bool | None = ...,
        name: str | None = ...,
        value: str | None = ...,
    ) -> None: ...

class ApplicationSpecSourceHydrator(Struct):
    def __init__(
        self,
        *,
        dry_source: ApplicationSpecSourceHydratorDrySource,
        sync_source: ApplicationSpecSourceHydratorSyncSource,
        hydrate_to: ApplicationSpecSourceHydratorHydrateTo | None = ...,
    ) -> None: ...

class ApplicationSpecSourceHydratorDrySource(Struct):
    def __init__(
        self,
        *,
        path: str,
        repo_url: str,
        target_revision: str,
        directory: ApplicationSpecSourceDirectory | None = ...,
        helm: ApplicationSpecSourceHelm | None = ...,
        kustomize: ApplicationSpecSourceKustomize | None = ...,
        plugin: ApplicationSpecSourcePlugin | None = ...,
    ) -> None: ...

class ApplicationSpecSourceHydratorHydrateTo(Struct):
    def __init__(
        self,
        *,
        target_branch: str,
    ) -> None: ...

class ApplicationSpecSourceHydratorSyncSource(Struct):
    def __init__(
        self,
        *,
        path: str,
        target_branch: str,
        repo_url: str | None = ...,
    ) -> None: ...

class ApplicationSpecSourceKustomize(Struct):
    def __init__(
        self,
        *,
        api_versions: Sequence[str] | None = ...,
        common_annotations: Mapping[str, str] | None = ...,
        common_annotations_envsubst: bool | None = ...,
        common_labels: Mapping[str, str] | None = ...,
        components: Sequence[str] | None = ...,
        force_common_annotations: bool | None = ...,
        force_common_labels: bool | None = ...,
        ignore_missing_components: bool | None = ...,
        images: Sequence[str] | None = ...,
        kube_version: str | None = ...,
        label_include_templates: bool | None = ...,
        label_without_selector: bool | None = ...,
        name_prefix: str | None = ...,
        name_suffix: str | None = ...,
        namespace: str | None = ...,
        patches: Sequence[ApplicationSpecSourceKustomizePatches] | None = ...,
        replicas: Sequence[ApplicationSpecSourceKustomizeReplicas] | None = ...,
        version: str | None = ...,
    ) -> None: ...

class ApplicationSpecSourceKustomizePatches(Struct):
    def __init__(
        self,
        *,
        options: Mapping[str, bool] | None = ...,
        patch: str | None = ...,
        path: str | None = ...,
        target: ApplicationSpecSourceKustomizePatchesTarget | None = ...,
    ) -> None: ...

class ApplicationSpecSourceKustomizePatchesTarget(Struct):
    def __init__(
        self,
        *,
        annotation_selector: str | None = ...,
        group: str | None = ...,
        kind: str | None = ...,
        label_selector: str | None = ...,
        name: str | None = ...,
        namespace: str | None = ...,
        version: str | None = ...,
    ) -> None: ...

class ApplicationSpecSourceKustomizeReplicas(Struct):
    def __init__(
        self,
        *,
        count: int | str,
        name: str,
    ) -> None: ...

class ApplicationSpecSourcePlugin(Struct):
    def __init__(
        self,
        *,
        env: Sequence[ApplicationSpecInfo] | None = ...,
        name: str | None = ...,
        parameters: Sequence[ApplicationSpecSourcePluginParameters] | None = ...,
    ) -> None: ...

class ApplicationSpecSourcePluginParameters(Struct):
    def __init__(
        self,
        *,
        array: Sequence[str] | None = ...,
        map: Mapping[str, str] | None = ...,
        name: str | None = ...,
        string: str | None = ...,
    ) -> None: ...

class ApplicationSpecSyncPolicy(Struct):
    def __init__(
        self,
        *,
        automated: ApplicationSpecSyncPolicyAutomated | None = ...,
        managed_namespace_metadata: ApplicationSpecSyncPolicyManagedNamespaceMetadata | None = ...,
        retry: ApplicationOperationRetry | None = ...,
        sync_options: Sequence[str] | None = ...,
    ) -> None: ...

class ApplicationSpecSyncPolicyAutomated(Struct):
    def __init__(
        self,
        *,
        allow_empty: bool | None = ...,
        enabled: bool | None = ...,
        prune: bool | None = ...,
        self_heal: bool | None = ...,
    ) -> None: ...

class ApplicationSpecSyncPolicyManagedNamespaceMetadata(Struct):
    def __init__(
        self,
        *,
        annotations: Mapping[str, str] | None = ...,
        labels: Mapping[str, str] | None = ...,
    ) -> None: ...
