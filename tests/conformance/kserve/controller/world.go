package main

import (
	"context"
	"encoding/json"
	"fmt"

	jsonpatch "github.com/evanphx/json-patch/v5"
	kedav1alpha1 "github.com/kedacore/keda/v2/apis/keda/v1alpha1"
	"github.com/kserve/kserve/pkg/apis/serving/v1beta1"
	"github.com/kserve/kserve/pkg/constants"
	"github.com/kserve/kserve/pkg/controller/v1beta1/inferenceservice/components"
	isvcutils "github.com/kserve/kserve/pkg/controller/v1beta1/inferenceservice/utils"
	kservescheme "github.com/kserve/kserve/pkg/scheme"
	podwebhook "github.com/kserve/kserve/pkg/webhook/admission/pod"
	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	netv1 "k8s.io/api/networking/v1"
	"k8s.io/apimachinery/pkg/api/meta"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/runtime"
	utilruntime "k8s.io/apimachinery/pkg/util/runtime"
	"k8s.io/client-go/kubernetes"
	fakeclientset "k8s.io/client-go/kubernetes/fake"
	psapi "k8s.io/pod-security-admission/api"
	pspolicy "k8s.io/pod-security-admission/policy"
	knservingv1 "knative.dev/serving/pkg/apis/serving/v1"
	"sigs.k8s.io/controller-runtime/pkg/client"
	"sigs.k8s.io/controller-runtime/pkg/client/fake"
	"sigs.k8s.io/controller-runtime/pkg/webhook/admission"
)

var scheme = newScheme()

func newScheme() *runtime.Scheme {
	made := runtime.NewScheme()
	for _, add := range []func(*runtime.Scheme) error{
		kservescheme.AddKServeAPIs, kservescheme.AddCoreKubernetesAPIs, knservingv1.AddToScheme, kedav1alpha1.AddToScheme,
	} {
		utilruntime.Must(add(made))
	}
	return made
}

// world is what KServe sees of a cluster.
type world struct {
	client    client.Client
	clientset kubernetes.Interface
}

func newWorld(objects []client.Object) (*world, error) {
	made := fake.NewClientBuilder().WithScheme(scheme).Build()
	settings := []runtime.Object{}
	for _, object := range objects {
		if err := made.Create(context.Background(), object.DeepCopyObject().(client.Object)); err != nil {
			return nil, err
		}
		if object.GetName() == constants.InferenceServiceConfigMapName {
			settings = append(settings, object)
		}
	}
	if len(settings) == 0 {
		return nil, fmt.Errorf("there must be a ConfigMap %s, got none", constants.InferenceServiceConfigMapName)
	}
	return &world{client: made, clientset: fakeclientset.NewClientset(settings...)}, nil
}

// setDefaults does what KServe's defaulter does, which asks the cluster that it runs in.
func (w *world) setDefaults(service *v1beta1.InferenceService) error {
	settings, err := v1beta1.GetInferenceServiceConfigMap(context.Background(), w.clientset)
	if err != nil {
		return err
	}
	services, err := v1beta1.NewInferenceServicesConfig(settings)
	if err != nil {
		return err
	}
	deploy, err := v1beta1.NewDeployConfig(settings)
	if err != nil {
		return err
	}
	security, err := v1beta1.NewSecurityConfig(settings)
	if err != nil {
		return err
	}
	service.DefaultInferenceService(services, deploy, security, nil, nil)
	return nil
}

// reconcile runs the controller's part for the model server, and returns everything that it made.
func (w *world) reconcile(ctx context.Context, service *v1beta1.InferenceService) ([]client.Object, error) {
	settings, err := v1beta1.GetInferenceServiceConfigMap(ctx, w.clientset)
	if err != nil {
		return nil, err
	}
	services, err := v1beta1.NewInferenceServicesConfig(settings)
	if err != nil {
		return nil, err
	}
	deploy, err := v1beta1.NewDeployConfig(settings)
	if err != nil {
		return nil, err
	}
	// The API server gives it one, and owner references need it.
	service.UID = "00000000-0000-0000-0000-000000000000"
	if err := w.client.Create(ctx, service); err != nil {
		return nil, err
	}
	service.Status.InitializeConditions()
	mode := isvcutils.GetDeploymentMode(service.Status.DeploymentMode, service.Annotations, deploy)
	predictor := components.NewPredictor(w.client, w.clientset, scheme, services, mode)
	if _, err := predictor.Reconcile(ctx, service); err != nil {
		return nil, err
	}
	return w.made(ctx)
}

// made lists what has an owner: nothing that was there before has one.
func (w *world) made(ctx context.Context) ([]client.Object, error) {
	found := []client.Object{}
	for _, list := range []client.ObjectList{
		&appsv1.DeploymentList{}, &corev1.ServiceList{}, &corev1.ConfigMapList{}, &netv1.IngressList{},
		&autoscalingv2.HorizontalPodAutoscalerList{}, &kedav1alpha1.ScaledObjectList{}, &knservingv1.ServiceList{},
	} {
		if err := w.client.List(ctx, list); err != nil {
			return nil, err
		}
		items, err := meta.ExtractList(list)
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			object := item.(client.Object)
			if len(object.GetOwnerReferences()) == 0 {
				continue
			}
			kinds, _, err := scheme.ObjectKinds(object)
			if err != nil {
				return nil, err
			}
			object.GetObjectKind().SetGroupVersionKind(kinds[0])
			found = append(found, object)
		}
	}
	return found, nil
}

// pod is a Deployment's pod after KServe's webhook.
func (w *world) pod(ctx context.Context, deployment *appsv1.Deployment) (*corev1.Pod, error) {
	template := deployment.Spec.Template.DeepCopy()
	pod := &corev1.Pod{
		TypeMeta:   metav1.TypeMeta{APIVersion: "v1", Kind: "Pod"},
		ObjectMeta: metav1.ObjectMeta{GenerateName: deployment.Name + "-", Labels: template.Labels, Annotations: template.Annotations},
		Spec:       template.Spec,
	}
	raw, err := json.Marshal(pod)
	if err != nil {
		return nil, err
	}
	webhook := podwebhook.Mutator{Client: w.client, Clientset: w.clientset, Decoder: admission.NewDecoder(scheme)}
	response := webhook.Handle(ctx, request(raw, deployment.Namespace))
	if err := allowed(response); err != nil {
		return nil, err
	}
	changes, err := json.Marshal(response.Patches)
	if err != nil {
		return nil, err
	}
	patch, err := jsonpatch.DecodePatch(changes)
	if err != nil {
		return nil, err
	}
	if raw, err = patch.Apply(raw); err != nil {
		return nil, err
	}
	mutated := &corev1.Pod{}
	return mutated, json.Unmarshal(raw, mutated)
}

// restrictedProblems is what Pod Security's level restricted has against a pod.
func restrictedProblems(pod *corev1.Pod) []string {
	evaluator, err := pspolicy.NewEvaluator(pspolicy.DefaultChecks())
	utilruntime.Must(err)
	level := psapi.LevelVersion{Level: psapi.LevelRestricted, Version: psapi.LatestVersion()}
	found := []string{}
	for _, result := range evaluator.EvaluatePod(level, &pod.ObjectMeta, &pod.Spec) {
		if !result.Allowed {
			found = append(found, result.ForbiddenReason+": "+result.ForbiddenDetail)
		}
	}
	return found
}
