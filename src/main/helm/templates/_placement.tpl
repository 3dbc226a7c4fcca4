{{- define "registration-mail.placement" -}}
{{- range $key := list "nodeSelector" "tolerations" "affinity" "priorityClassName" "imagePullSecrets" }}
{{- with index $.Values.app $key }}
      {{ $key }}: {{- toYaml . | nindent 8 }}
{{- end }}
{{- end }}
{{- end -}}
