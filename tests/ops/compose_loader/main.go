// Loads a compose file as Docker Compose does, with every profile, and prints the project as JSON.
//
// Exits with 1, and the reason on stderr, where the specification's own loader refuses the file. Variables come from
// the environment alone: no .env is read.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"github.com/compose-spec/compose-go/v2/loader"
	"github.com/compose-spec/compose-go/v2/types"
)

func main() {
	if len(os.Args) != 2 {
		exit("one compose file, please")
	}
	details := types.ConfigDetails{
		WorkingDir:  filepath.Dir(os.Args[1]),
		ConfigFiles: types.ToConfigFiles(os.Args[1:]),
		Environment: types.NewMapping(os.Environ()),
	}
	project, err := loader.LoadWithContext(context.Background(), details, loader.WithProfiles([]string{"*"}))
	if err != nil {
		exit(err)
	}
	if err := json.NewEncoder(os.Stdout).Encode(project); err != nil {
		exit(err)
	}
}

func exit(reason any) {
	fmt.Fprintln(os.Stderr, reason)
	os.Exit(1)
}
